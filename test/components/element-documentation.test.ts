import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = 'src/components/gmail-connect-wizard';
const element = readFileSync(`${folder}/gmail-connect-wizard.ts`, 'utf8');
const sources = globSync(`src/components/**/*.ts`).map((path) => readFileSync(path, 'utf8')).join('\n');
const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].flatMap((match) => (match[1] ?? '').split(' ')))].sort();

test('every part that a host may style is documented at the element, and nothing else', () => {
  // `note` draws the part that its caller names.
  const drawn = all(sources, /part="([\w -]+)"/g).concat('note', 'caution').sort();
  assert.deepEqual(all(element, /@csspart ([\w-]+)/g), drawn);
});

test('every custom property that is read is documented at the element, and nothing else', () => {
  assert.deepEqual(all(element, /@cssproperty (--gck-[\w-]+)/g), all(sources.replaceAll(/@cssproperty.*/g, ''), /var\((--gck-[\w-]+)/g));
});

test('every event is documented at the element, and nothing else', () => {
  assert.deepEqual(all(element, /@fires ([\w-]+)/g), all(readFileSync(`${folder}/events.ts`, 'utf8'), /static readonly type = '([\w-]+)'/g));
});

test('custom properties of the host are read and never set', () => {
  assert.deepEqual(sources.match(/^\s*--gck-[\w-]+\s*:/gm), null);
});
