import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newShortCode } from '../../../src/server/connect/one-time-values.ts';

test('a code to type has eight characters that nobody mistakes for another', () => {
  let next = 0;
  const code = newShortCode({ bytes: (length) => Uint8Array.from({ length }, () => (next += 37) % 256) });
  assert.match(code, /^[A-Z2-7]{8}$/);
});
