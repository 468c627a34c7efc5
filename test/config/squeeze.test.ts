import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { namesBetweenChunks, shortest, squeezed } from '../../.config/build/squeeze.ts';

test('a chunk calls what it takes and gives by the names between chunks', async () => {
  const code = `import { a as html, b as message } from './first.js';
    const said = (words) => html(message(words));
    export { said as c };`;
  assert.deepEqual([...namesBetweenChunks(code)], [['$html', 'a'], ['$message', 'b'], ['$said', 'c']]);
  assert.match(await squeezed(code, 'late.js'), /^import\{a,b\}from.+export\{c\};$/);
});

test('names that two chunks give, and names for a host, are no names between chunks', () => {
  const code = `import { a as one } from './first.js'; import { a as two } from './other.js';
    export { one as Wizard }; export { b as GmailEvent } from './first.js';`;
  assert.deepEqual([...namesBetweenChunks(code)], [['$one', 'a']]);
});

test('no pair of letters that members are shortened to is a name for a member already', () => {
  const platform = dirname(ts.getDefaultLibFilePath({}));
  const libraries = ['lit-html', 'lit-element', '@lit/reactive-element', '@lit/localize', '@lit/task', 'idb'].flatMap((name) => globSync(`node_modules/${name}/**/*.js`, { exclude: ['**/development/**', '**/node/**', '**/tests/**', '**/*.cjs'] }));
  const files = [...globSync('src/{client,components,contract}/**/*.ts'), ...libraries, ...['dom', 'es5'].map((name) => join(platform, `lib.${name}.d.ts`))];
  const named = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = ts.isPropertyAccessExpression(node) || ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElement(node) ? node.name : ts.isBindingElement(node) ? (node.propertyName ?? node.name) : undefined;
    if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name))) named.add(name.text);
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext));
  assert.deepEqual(shortest.filter((name) => /^[a-z]{2}$/.test(name) && named.has(name)), []);
});
