import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './run-tool.ts';

/**
 * The property names that nobody outside of the bundle ever sees, so that it may shorten them: fields of our own types
 * and classes that occur nowhere else. Not in the contract, not in a file at the border of the page, not in any text of
 * ours (where a name may be looked up), not in the language, the browser or a package.
 */

/** Files whose objects leave the page or come into it: by the wire, by storage, by messages, by events, from the host. */
export const borderFiles: readonly string[] = [
  'src/client/answer-shapes.ts',
  'src/client/connections-cache.ts',
  'src/client/decode-answer.ts',
  'src/client/element-deps.ts',
  'src/client/http-mail-client.ts',
  'src/client/idb-cache.ts',
  'src/client/mail-client.ts',
  'src/client/read-value.ts',
  'src/client/session-token.ts',
  'src/client/trip.ts',
  'src/components/gmail-connect-wizard/events.ts',
  'src/components/gmail-connect-wizard/gmail-connect-wizard.ts',
];

const parse = (path: string): ts.SourceFile => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

const nodesOf = function* (node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
};

const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];

const declares = (node: ts.Node): node is ts.TypeElement | ts.ClassElement => ts.isTypeElement(node) || ts.isClassElement(node);

const sourcesIn = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root })).map((path) => path.replaceAll('\\', '/'));

/** @param foreign code of the packages that are bundled, whose words are left alone. */
export const ownNames = (foreign: readonly string[]): ReadonlySet<string> => {
  const own = new Set<string>();
  const kept = new Set(foreign.flatMap(wordsIn));
  for (const path of sourcesIn('src/contract')) wordsIn(readFileSync(join(root, path), 'utf8')).forEach((word) => kept.add(word));
  for (const path of sourcesIn('src/client', 'src/components')) {
    const isBorder = borderFiles.includes(path) || path.includes('/windows/');
    for (const node of nodesOf(parse(join(root, path)))) {
      if (ts.isIdentifier(node) && isBorder) kept.add(node.text);
      if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) wordsIn(node.text).forEach((word) => kept.add(word));
      if (declares(node) && node.name !== undefined && ts.isIdentifier(node.name)) own.add(node.name.text);
    }
  }
  const library = ts.getDefaultLibFilePath({ target: ts.ScriptTarget.ESNext });
  for (const path of globSync('lib.{es,dom}*.d.ts', { cwd: join(library, '..') })) {
    for (const node of nodesOf(parse(join(library, '..', path)))) if (ts.isIdentifier(node)) kept.add(node.text);
  }
  return own.difference(kept);
};
