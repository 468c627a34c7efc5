import type { Plugin } from 'vite';

/**
 * What Lit carries for browsers that have no `adoptedStyleSheets`, and for its own polyfills. The styles of the wizard ask
 * for newer browsers than those (`light-dark()`, 2024). Exact texts of the pinned version: another version stops the build
 * here, and then this is looked at anew.
 */
const replaced: Readonly<Record<string, readonly (readonly [old: string, now: string])[]>> = {
  '@lit/reactive-element/css-tag.js': [
    ['t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype', '!0'],
  ],
  '@lit/reactive-element/reactive-element.js': [['a.reactiveElementPolyfillSupport', 'void 0']],
  'lit-element/lit-element.js': [
    ['s.litElementPolyfillSupport', 'void 0'],
    [',s.litElementHydrateSupport?.({LitElement:i})', ''],
  ],
  'lit-html/lit-html.js': [['t.litHtmlPolyfillSupport', 'void 0']],
};

export const modernLit = (): Plugin => ({
  name: 'modern-lit',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(replaced).find((each) => id.endsWith(`/node_modules/${each}`));
    if (file === undefined) return null;
    let modern = code;
    for (const [old, now] of replaced[file] ?? []) {
      if (!modern.includes(old)) throw new Error(`${file} does not read as expected any more: ${old}`);
      modern = modern.replace(old, now);
    }
    return { code: modern, map: null };
  },
});
