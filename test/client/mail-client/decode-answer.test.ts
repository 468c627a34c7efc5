import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as contract from '../../../src/contract/index.ts';
import { answerShapesSource, connectShapes, shapesPath } from '../../../.config/build/answer-shapes.ts';
import { decodeAnswer, type Answers } from '../../../src/client/mail-client/decode-answer.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenConnection, givenFlow, givenView } from '../given-mail-client.ts';

const schemas = {
  connectionsView: contract.connectionsViewSchema,
  errorBody: contract.errorBodySchema,
  preparedFlow: contract.preparedFlowSchema,
  flowStatus: contract.flowStatusSchema,
  claimed: contract.claimedSchema,
  checked: contract.checkedSchema,
  disconnected: contract.disconnectedSchema,
  intent: contract.intentSchema,
};

const since = '2026-03-03T09:12:00.000Z';
const connections = [
  givenConnection(),
  givenConnection({ granted: [], health: { kind: 'slow', since } }),
  givenConnection({ health: { kind: 'reconnect-needed', since, cause: 'session-policy' } }),
];
const failures: readonly contract.Failure[] = [
  { code: 'internal' },
  { code: 'wrong-account', mismatch: 'domain', expected: 'a.example', chosen: 'b@b.example' },
  { code: 'permissions-withheld', missing: ['read'], earlierGrantKept: true },
  { code: 'finish-code-wrong', triesLeft: 2 },
  { code: 'too-many-requests', retryAfterSeconds: 30 },
];
const valid: { readonly [K in keyof Answers]: readonly Answers[K][] } = {
  connectionsView: [
    givenView(),
    {
      ...givenView(...connections),
      user: { expectedEmail: 'lea@northpeak.example' },
      withdrawals: [{ connectionId: 'connection-000009', email: 'a@b.example', disconnectedAt: since, state: 'given-up' }],
    },
  ],
  errorBody: failures.map((error) => ({ error, message: 'A sentence.', requestId: 'r' })),
  preparedFlow: [givenFlow(1)],
  flowStatus: [
    { status: 'pending' },
    { status: 'connected', connectionId: 'connection-000001' },
    ...failures.map((failure) => ({ status: 'failed', failure }) as const),
  ],
  claimed: connections.map((connection) => ({ connection, withheld: ['read'] })),
  checked: connections.map((connection) => ({ connection })),
  disconnected: [{ withdrawal: 'kept' }],
  intent: [{ kind: 'connect' }, { kind: 'connect', expectedEmail: 'a@b.example' }, { kind: 'upgrade', connectionId: 'connection-000001' }],
};

const names = Object.keys(schemas) as (keyof Answers)[];

test('the shapes that a page decodes by are those of the contract', async () => {
  assert.equal(await readFile(shapesPath(connectShapes), 'utf8'), answerShapesSource(connectShapes), 'Run `node .config/build/answer-shapes.ts`.');
});

for (const name of names) {
  test(`a page and the schema library read the same from any ${name}, spoilt or whole`, () => {
    const read = (input: unknown): unknown => {
      const decoded = decodeAnswer(name, input);
      return decoded.ok ? decoded.value : undefined;
    };
    agreesWithContract(schemas[name], read, valid[name]);
  });
}

test('a code that only a newer service knows is told as it is, and none without what belongs to it', () => {
  const read = (error: unknown): unknown => {
    const outcome = decodeAnswer('errorBody', { error, message: 'A sentence.', requestId: 'r' });
    return outcome.ok ? outcome.value.error : undefined;
  };
  assert.deepEqual(read({ code: 'moon-too-bright', more: 1 }), { code: 'moon-too-bright' });
  for (const code of ['wrong-account', 'too-many-requests', 'constructor', 'Moon-Too-Bright', '-', 'moon-', '']) assert.equal(read({ code }), undefined, code);
});
