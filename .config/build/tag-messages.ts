import ts from 'typescript';
import type { Plugin } from 'vite';

const tagModule = 'virtual:said';

/** A template's text for what a string says. */
const inTemplate = (text: string): string => text.replaceAll(/[\\`]|\$\{/g, '\\$&');

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly now: string;
}

const editsOf = (call: ts.CallExpression, file: ts.SourceFile): readonly Edit[] => {
  const [message, ...options] = call.arguments;
  if (call.expression.getText(file) !== 'msg' || message === undefined || options.length > 0) return [];
  if (ts.isStringLiteralLike(message)) return [{ from: call.getStart(file), to: call.end, now: `said\`${inTemplate(message.text)}\`` }];
  if (!ts.isTaggedTemplateExpression(message) || message.tag.getText(file) !== 'str') return [];
  return [{ from: call.getStart(file), to: message.template.getStart(file), now: 'said' }, { from: message.end, to: call.end, now: '' }];
};

/** Messages as templates of their own: `said` + a template, where the sources call a function, and a tag inside of it. */
export const taggedMessages = (code: string): string => {
  const file = ts.createSourceFile('view.ts', code, ts.ScriptTarget.ESNext, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) edits.push(...editsOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (edits.length === 0) return code;
  const tagged = edits.sort((a, b) => b.from - a.from).reduce((left, { from, to, now }) => left.slice(0, from) + now + left.slice(to), code);
  return `import { said } from '${tagModule}';\n${tagged}`;
};

/** What translates finds a message by its texts, however it is called. */
export const tagMessages = (): Plugin => ({
  name: 'tag-messages',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id === tagModule ? id : null),
  load: (id) => (id === tagModule ? "import { msg, str } from '@lit/localize'; export const said = (...template) => msg(str(...template));" : null),
  transform: (code, id) => (/\/src\/components\/.+\.ts$/.test(id) ? { code: taggedMessages(code), map: null } : null),
});
