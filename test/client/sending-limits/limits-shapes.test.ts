import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { answerShapesSource, limitsShapes, shapesPath } from '../../../.config/build/answer-shapes.ts';
import { answerShapes } from '../../../src/client/sending-limits/answer-shapes.ts';
import { decodeLimits } from '../../../src/client/sending-limits/limits-shapes.ts';
import { sendingLimitsSchema } from '../../../src/contract/index.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenLimits, givenNow, hour, mailsFrom } from './given-limits.ts';

const valid = [
  { ...givenLimits({ mails: mailsFrom(givenNow - 3 * hour, 2), departures: [givenNow + hour] }), picture: givenLimits().picture.slice(0, 2) },
  { ...givenLimits({ plan: 'unknown', facts: [{ kind: 'sending-paused', heardAt: givenNow, retryAt: undefined, counted: 1 }] }), picture: [] },
];

test('the shapes that the meter decodes by are those of the contract', async () => {
  assert.equal(await readFile(shapesPath(limitsShapes), 'utf8'), answerShapesSource(limitsShapes), 'Run `node .config/build/answer-shapes.ts`.');
});

test('the meter and the schema library read the same from any limits, spoilt or whole', () => {
  agreesWithContract(sendingLimitsSchema, (input) => answerShapes.sendingLimits(input), valid);
});

test('limits without one of a day are nothing to measure', () => {
  const [whole] = valid;
  assert.deepEqual(decodeLimits(whole), whole);
  assert.equal(decodeLimits({ ...whole, limits: whole?.limits.filter(({ name }) => name === 'messagesPerBatch') }), undefined);
});
