import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeFile, type FileTrouble } from '../../../src/client/outgoing/judge-file.ts';
import { largestFileBytes, mostFiles } from '../../../src/contract/file-limits.ts';

const judged: readonly (readonly [string, string, number, readonly number[], FileTrouble | undefined])[] = [
  ['an offer', 'Offer.pdf', 1_000, [], undefined],
  ['as much as goes', 'film.mov', largestFileBytes, [], undefined],
  ['an empty file', 'empty.txt', 0, [], undefined],
  ['a file without an ending', 'README', 10, [], undefined],
  ['a program', 'setup.exe', 10, [], { kind: 'forbidden', ending: 'exe' }],
  ['a program in capitals that seems a document', 'Offer.pdf.SCR ', 10, [], { kind: 'forbidden', ending: 'scr' }],
  ['a file that is only called like one', 'exe', 10, [], undefined],
  ['more than goes', 'film.mov', largestFileBytes + 1, [], { kind: 'too-large' }],
  ['as much as goes beside others', 'two.zip', 1, [largestFileBytes - 1], undefined],
  ['more than goes beside others', 'two.zip', 2, [largestFileBytes - 1], { kind: 'too-large-together' }],
  ['one more than many', 'one-more.txt', 1, Array.from({ length: mostFiles }, () => 1), { kind: 'too-many', most: mostFiles }],
];
for (const [what, name, size, others, trouble] of judged) {
  test(`a file is judged before it is uploaded: ${what}`, () => {
    assert.deepEqual(judgeFile({ name, size }, others), trouble);
  });
}
