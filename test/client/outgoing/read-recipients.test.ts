import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecipients, withRecipients } from '../../../src/client/outgoing/read-recipients.ts';

const anna = 'anna@globex.example';
const lines: readonly [string, string, ReturnType<typeof readRecipients>][] = [
  ['one address', anna, { found: [{ address: anna }], rest: '' }],
  ['a name before its address', `Anna Lindqvist <${anna}>`, { found: [{ name: 'Anna Lindqvist', address: anna }], rest: '' }],
  ['a quoted name with a comma in it', `"Lindqvist, Anna" <${anna}>; bob@globex.example`, { found: [{ name: 'Lindqvist, Anna', address: anna }, { address: 'bob@globex.example' }], rest: '' }],
  ['lines pasted out of a table', `${anna}\nbob@globex.example\r\n`, { found: [{ address: anna }, { address: 'bob@globex.example' }], rest: '' }],
  ['something that is no address, which stays to be mended', `${anna}, bob`, { found: [{ address: anna }], rest: 'bob' }],
  ['an apostrophe in an address', `o'hara@globex.example`, { found: [{ address: `o'hara@globex.example` }], rest: '' }],
  ['nothing', ' , ;', { found: [], rest: '' }],
];
for (const [title, line, wanted] of lines) {
  test(`a line of people is read: ${title}`, () => assert.deepEqual(readRecipients(line), wanted));
}

test('nobody stands twice, whatever the capitals, and a known name stays', () => {
  assert.deepEqual(withRecipients([{ name: 'Anna', address: anna }], [{ address: 'Anna@Globex.example' }]), [{ name: 'Anna', address: anna }]);
});

test('a hostile line is read in a moment', () => {
  const began = performance.now();
  readRecipients(`"${'a,'.repeat(20_000)}`);
  readRecipients(`${'<'.repeat(20_000)}`);
  assert.ok(performance.now() - began < 2_000);
});
