import { generateMsgId } from '@lit/localize/internal/id-generation.js';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shortHash } from '../../.config/build/lean-libraries.ts';
import { lean } from '../../.config/build/leave-out.ts';
import { root } from '../../.config/build/run-tool.ts';

const keysOf = (catalogue: string): string[] => [...catalogue.matchAll(/^'(s[\da-f]+)':/gm)].map((match) => match[1] ?? '');

test('a message’s short name is the end of its long one', async () => {
  const url = `data:text/javascript,${encodeURIComponent(shortHash)}`;
  const { fnv1a64 } = (await import(url)) as { fnv1a64: (text: string) => string };
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(fnv1a64(text), generateMsgId(text, false).slice(-8))));
});

test('no two messages share a short name', () => {
  const path = `${root}src/client/messages/fr.ts`;
  const catalogue = readFileSync(path, 'utf8');
  const names = keysOf(lean(path, catalogue) ?? '');
  assert.equal(names.length, keysOf(catalogue).length);
  assert.ok(names.every((name) => name.length === 9));
  assert.equal(new Set(names).size, names.length);
});

test('another version of a library stops the build', () => {
  assert.throws(() => lean('/node_modules/idb/build/index.js', 'export const openDB = 1;'), /does not read as expected any more/);
});
