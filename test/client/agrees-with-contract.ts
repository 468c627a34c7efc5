import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as z from 'zod/mini';
import { decode } from '../../src/contract/index.ts';

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

/** A page's small reader reads the same value out of anything as the contract's schema does, or both refuse it. */
export const agreesWithContract = (schema: z.core.$ZodType, read: (input: unknown) => unknown, valid: readonly object[]): void => {
  const spoilt = fc
    .constantFrom<unknown>(...valid)
    .chain((value) => fc.record({ value: fc.constant(value), path: fc.constantFrom(...placesIn(value)), change: stranger }));
  const verdicts = { read: 0, refused: 0 };
  const agree = (input: unknown): void => {
    const byLibrary = decode(schema, input);
    const byPage = read(input);
    verdicts[byPage === undefined ? 'refused' : 'read'] += 1;
    assert.deepEqual(byPage, byLibrary.ok ? byLibrary.value : undefined);
  };
  valid.forEach((value) => agree({ ...value, unknownField: 'dropped' }));
  assert.equal(verdicts.refused, 0);
  fc.assert(
    fc.property(spoilt, ({ value, path, change }) => {
      const input = withChange(value, path, change);
      if (input !== absent) agree(input);
    }),
    { numRuns: 2_000 },
  );
  assert.ok(verdicts.refused > 0);
};
