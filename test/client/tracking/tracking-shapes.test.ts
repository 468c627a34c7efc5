import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { answerShapesSource, shapesPath, trackingShapes } from '../../../.config/build/answer-shapes.ts';
import { decodeTrackingAnswer, type TrackingAnswers } from '../../../src/client/tracking/http-tracking-client.ts';
import * as contract from '../../../src/contract/index.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenMailbox, givenTracking } from '../replies/given-reply.ts';
import { forwarding, givenCheckUp, givenFinding, givenProof, narrow, onItsWay, seen, vacation } from './given-proof.ts';

const at = '2026-03-03T14:00:00.000Z';
const schemas = { tracking: contract.trackingSchema, checkUp: contract.checkUpSchema, proof: contract.proofSchema };
const valid: { readonly [K in keyof TrackingAnswers]: readonly TrackingAnswers[K][] } = {
  tracking: [givenTracking(givenMailbox({ verifiedAt: at, tookMs: 3_000 }), givenMailbox({ state: { kind: 'stopped', since: at } }))],
  checkUp: [givenCheckUp(givenFinding(), narrow, forwarding, vacation), givenCheckUp()],
  proof: [
    givenProof(),
    onItsWay,
    seen(),
    givenProof({ kind: 'failed', at, failure: { code: 'not-seen' } }),
    givenProof({ kind: 'failed', at, failure: { code: 'late', tookMs: 200_000 } }),
    givenProof({ kind: 'failed', at, failure: { code: 'sending-limit', retryAt: at } }),
    givenProof({ kind: 'failed', at, failure: { code: 'permission', missing: ['send'] } }),
  ],
};

test('the shapes by which a page reads of tracking are those of the contract', async () => {
  assert.equal(await readFile(shapesPath(trackingShapes), 'utf8'), answerShapesSource(trackingShapes), 'Run `node .config/build/answer-shapes.ts`.');
});

for (const name of Object.keys(schemas) as (keyof TrackingAnswers)[]) {
  test(`a page and the schema library read the same from any ${name}, spoilt or whole`, () => {
    agreesWithContract(schemas[name], (input) => decodeTrackingAnswer(name, input), valid[name]);
  });
}
