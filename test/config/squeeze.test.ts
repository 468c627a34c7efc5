import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesBetweenChunks, squeezed } from '../../.config/build/squeeze.ts';

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
