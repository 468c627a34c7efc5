import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].flatMap((match) => (match[1] ?? '').split(' ')))].sort();
const read = (pattern: string): string => globSync(pattern).map((path) => readFileSync(path, 'utf8')).join('\n');

// `note` draws the part that its caller names.
const elements = { 'gmail-connect-wizard': ['note', 'caution'], 'reply-tracker-list': [], 'send-limit-meter': [], 'send-scheduler': [] } as const;

/** Folders of what stands in an element besides, and in others, too. */
const shown: Readonly<Record<string, string>> = { 'gmail-connect-wizard': ',src/components/tracking', 'reply-tracker-list': ',src/components/tracking/proof' };

for (const [name, namedElsewhere] of Object.entries(elements)) {
  const folder = `src/components/${name}`;
  const element = readFileSync(`${folder}/${name}.ts`, 'utf8');
  const sources = read(`{${folder},src/components/shared${shown[name] ?? ''}}/**/*.ts`);

  test(`every part of ${name} that a host may style is documented at the element, and nothing else`, () => {
    assert.deepEqual(all(element, /@csspart ([\w-]+)/g), all(sources, /part="([\w -]+)"/g).concat(namedElsewhere).sort());
  });

  test(`every custom property that ${name} reads is documented at the element, and nothing else`, () => {
    assert.deepEqual(all(element, /@cssproperty (--gck-[\w-]+)/g), all(sources.replaceAll(/@cssproperty.*/g, ''), /var\((--gck-[\w-]+)/g));
  });

  test(`every event of ${name} is documented at the element, and nothing else`, () => {
    assert.deepEqual(all(element, /@fires ([\w-]+)/g), all(sources, /static override readonly type = '([\w-]+)'/g));
  });

  test(`custom properties of the host are read by ${name} and never set`, () => {
    assert.deepEqual(sources.match(/^\s*--gck-[\w-]+\s*:/gm), null);
  });
}
