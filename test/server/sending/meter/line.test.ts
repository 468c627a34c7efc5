import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inLine, putInLine, takeOutOfLine, type InLine } from '../../../../src/server/sending/meter/line.ts';

/** Places are given once; due times are shared by many. */
const mails = fc.uniqueArray(fc.record({ dueAt: fc.nat({ max: 5 }), place: fc.nat({ max: 1_000 }) }), { selector: ({ place }) => place, maxLength: 40 });

test('who joins a line and who leaves it finds the place that sorting would give', () => {
  fc.assert(
    fc.property(mails, fc.array(fc.boolean(), { minLength: 1 }), (all, leaves) => {
      const line: InLine[] = [];
      for (const mail of all) putInLine(line, mail);
      assert.deepEqual(line, all.toSorted(inLine));
      const stay = all.filter((_, index) => leaves[index % leaves.length] !== true);
      for (const mail of all) if (!stay.includes(mail)) takeOutOfLine(line, mail);
      assert.deepEqual(line, stay.toSorted(inLine));
    }),
  );
});

test('somebody who is not in the line leaves it as it is', () => {
  const line = [{ dueAt: 1, place: 1 }, { dueAt: 2, place: 2 }];
  takeOutOfLine(line, { dueAt: 1, place: 1 });
  assert.equal(line.length, 2);
});
