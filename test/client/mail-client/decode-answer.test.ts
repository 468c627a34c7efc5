import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import * as contract from '../../../src/contract/index.ts';
import { answerShapesFile, answerShapesSource } from '../../../.config/build/answer-shapes.ts';
import { decodeAnswer, type Answers } from '../../../src/client/mail-client/decode-answer.ts';
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

/** Every place inside a value, the value itself included. */
const placesIn = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]))
    : []),
];

const absent = Symbol('absent');

const withChange = (value: unknown, [key, ...rest]: readonly (string | number)[], change: unknown): unknown => {
  if (key === undefined) return change;
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => {
    if (index !== key) return [each];
    const changed = withChange(each, rest, change);
    return changed === absent ? [] : [changed];
  });
  const { [key]: field, ...others } = value as Record<string | number, unknown>;
  const changed = withChange(field, rest, change);
  return changed === absent ? others : { ...others, [key]: changed };
};

const stranger = fc.oneof(
  fc.constantFrom<unknown>(absent, null, '', 0, -1, 1.5, 2 ** 53, true, [], {}, [null], 'working', 'internal'),
  fc.constantFrom<unknown>('short', 'x'.repeat(65), 'no spaces@x.example', '<b>@x.example', '2026-03-03T09:12:00Z', 'javascript:1', 'not a url'),
  fc.constantFrom<unknown>({ kind: 'working', more: 1 }, { code: 'denied' }, ['send'], ['send', 'write'], 'https://a.example/?ticket=1', ' https://a.example/ '),
  fc.jsonValue(),
);

const names = Object.keys(schemas) as (keyof Answers)[];

test('the shapes that a page decodes by are those of the contract', async () => {
  assert.equal(await readFile(answerShapesFile, 'utf8'), answerShapesSource(), 'Run `node .config/build/answer-shapes.ts`.');
});

for (const name of names) {
  test(`a page and the schema library read the same from any ${name}, spoilt or whole`, () => {
    const spoilt = fc.constantFrom<unknown>(...valid[name]).chain((value) =>
      fc.record({ value: fc.constant(value), path: fc.constantFrom(...placesIn(value)), change: stranger }),
    );
    const verdicts = { read: 0, refused: 0 };
    const agree = (input: unknown): void => {
      const byLibrary = contract.decode(schemas[name], input);
      const byPage = decodeAnswer(name, input);
      verdicts[byPage.ok ? 'read' : 'refused'] += 1;
      assert.deepEqual(byPage.ok ? byPage.value : undefined, byLibrary.ok ? byLibrary.value : undefined);
    };
    valid[name].forEach((value) => agree({ ...value, unknownField: 'dropped' }));
    assert.equal(verdicts.refused, 0);
    fc.assert(
      fc.property(spoilt, ({ value, path, change }) => {
        const input = withChange(value, path, change);
        if (input !== absent) agree(input);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(verdicts.refused > 0);
  });
}
