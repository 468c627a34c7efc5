import type { Plugin } from 'vite';

/**
 * What Lit carries for browsers that have no `adoptedStyleSheets`, and for its own polyfills: the styles of the wizard ask
 * for newer browsers than those (`light-dark()`, 2024). What it says to authors of styles alone. And what our elements have
 * no use for: of idb what it adds to a database and to cursors, of a Task its way to draw itself. Exact texts of the pinned versions: another version stops the build here, and then
 * this is looked at anew.
 */
const replaced: Readonly<Record<string, readonly (readonly [old: string | RegExp, now: string])[]>> = {
  '@lit/reactive-element/css-tag.js': [
    ['"CSSResult is not constructable. Use `unsafeCSS` or `css` instead."', ''],
    ['"Value passed to \'css\' function must be a \'css\' function result: "+t+". Use \'unsafeCSS\' to pass non-literal values, but take care to ensure page security."', ''],
    ['t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype', '!0'],
  ],
  '@lit/reactive-element/reactive-element.js': [['a.reactiveElementPolyfillSupport', 'void 0']],
  'lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    [',s.litElementHydrateSupport?.({LitElement:i})', ''],
  ],
  '@lit/task/task.js': [
    [/render\(t\)\{switch.+?\}\}(?=\}const r=)/, ''],
    [';if(!Array.isArray(t))throw Error("The args function must return an array");', ';'],
  ],
  'lit-html/lit-html.js': [['t.litHtmlPolyfillSupport', 'void 0']],
  'idb/build/index.js': [[/const readMethods = [\s\S]+\n(?=export \{)/, '']],
};

export const leaveOut = (): Plugin => ({
  name: 'leave-out',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(replaced).find((each) => id.endsWith(`/node_modules/${each}`));
    if (file === undefined) return null;
    let lean = code;
    for (const [old, now] of replaced[file] ?? []) {
      const before = lean;
      lean = before.replace(old, now);
      if (lean === before) throw new Error(`${file} does not read as expected any more: ${String(old)}`);
    }
    return { code: lean, map: null };
  },
});
