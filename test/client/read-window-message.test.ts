import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode, windowMessageSchema } from '../../src/contract/index.ts';
import { isAnswerTo, readWindowMessage } from '../../src/client/windows/read-window-message.ts';

const nearly = fc.record(
  {
    gck: fc.constantFrom('finish', 'ended', 'taken', 7),
    flowId: fc.oneof(fc.constantFrom('flow-000000000001', 'short', '../../etc/passwd-000', 1), fc.string()),
    finishCode: fc.oneof(fc.constantFrom('f'.repeat(43), 'ABCD2345', 'abcd2345', 'ABCD0189', 'f'.repeat(44)), fc.string()),
    ended: fc.constantFrom('denied', 'expired', 'failed', 'connected', null),
    more: fc.constant('ignored'),
  },
  { requiredKeys: [] },
);

test('the small reader of window messages agrees with the contract, whatever it is given', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: nearly }, fc.anything()), (data) => {
      const decoded = decode(windowMessageSchema, data);
      const message = readWindowMessage(data);
      if (message) read += 1;
      assert.deepEqual(message, decoded.ok ? decoded.value : undefined);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(read > 0);
});

test('only an answer for the same flow is an answer', () => {
  const message = { gck: 'ended', flowId: 'flow-000000000001', ended: 'denied' } as const;
  assert.equal(isAnswerTo(message, { gck: 'taken', flowId: message.flowId }), true);
  for (const data of [undefined, null, 'taken', { gck: 'taken' }, { gck: 'taken', flowId: 'flow-000000000002' }, message]) {
    assert.equal(isAnswerTo(message, data), false);
  }
});
