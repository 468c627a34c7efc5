import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { root } from './run-tool.ts';

const parsed = (path: string, code: string): ts.SourceFile => ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true);

const literalsIn = (file: ts.SourceFile): ts.StringLiteral[] => {
  const found: ts.StringLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

/** Failures' codes are told to the host. */
const isCode = ({ parent }: ts.Node): boolean => {
  if (ts.isTypeNode(parent)) return isCode(parent);
  return (ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent)) && parent.name.getText() === 'code';
};

const hyphened = /[a-z]+(?:-[a-z]+)+/g;

/**
 * The words by which our unions tell their members apart, as `before-google`: with a hyphen, so that they are never names
 * of members; declared in a type of ours, in no type that the service, the host or the browser knows; and in no longer text,
 * as a class in a style and a template.
 */
export const findPrivateWords = (): string[] => {
  const uses = new Map<string, number>();
  const declared = new Set<string>();
  const platform = readFileSync(join(dirname(ts.getDefaultLibFilePath({})), 'lib.dom.d.ts'), 'utf8');
  const promised = new Set([...platform.matchAll(/"([a-z-]+)"/g)].map(([, word]) => word));
  for (const path of globSync('src/{client,components,contract}/**/*.ts', { cwd: root })) {
    const code = readFileSync(join(root, path), 'utf8');
    const isPromise = path.startsWith('src/contract/') || path.endsWith('/events.ts') || path.includes('/windows/');
    // Every text between two backticks, and of the code between two texts, which does no harm.
    for (const text of code.split('`').slice(1)) for (const [word] of text.replaceAll(/'[^']*'/g, '').matchAll(hyphened)) promised.add(word);
    for (const literal of literalsIn(parsed(path, code))) {
      const { text } = literal;
      if (isPromise || isCode(literal)) promised.add(text);
      if (text.includes(' ')) text.split(' ').forEach((word) => promised.add(word));
      if (ts.isLiteralTypeNode(literal.parent)) declared.add(text);
      else uses.set(text, (uses.get(text) ?? 0) + 1);
    }
  }
  const isPrivate = (word: string): boolean => word.match(hyphened)?.[0] === word && declared.has(word) && !promised.has(word);
  return [...uses].filter(([word]) => isPrivate(word)).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
};

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
/** Pairs of letters that are frequent anyway, but for those that are words. */
const frequent = [...'etanoisrlcdhu'];
const words = new Set('as at cc do en fr he hi id in is it no of on or so to'.split(' '));
const short = [...letters, ...frequent.flatMap((first) => frequent.map((second) => first + second)).filter((pair) => !words.has(pair))];

/** Shortens those words in the bundle, the same in all its modules. */
export const shortenWords = (): Plugin => {
  let words = new Map<string, string>();
  return {
    name: 'shorten-words',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      words = new Map(findPrivateWords().map((word, index) => [word, short[index] ?? word]));
    },
    transform(code, id) {
      if (!/\/src\/(client|components)\/.+\.ts$/.test(id)) return null;
      let left = code;
      for (const literal of literalsIn(parsed(id, code)).reverse()) {
        const word = words.get(literal.text);
        if (word !== undefined) left = `${left.slice(0, literal.getStart())}'${word}'${left.slice(literal.end)}`;
      }
      return { code: left, map: null };
    },
  };
};
