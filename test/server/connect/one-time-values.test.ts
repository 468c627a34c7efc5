import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishHashOf, hashOf, newShortCode } from '../../../src/server/connect/one-time-values.ts';

test('a code to type has eight characters that nobody mistakes for another', () => {
  let next = 0;
  const code = newShortCode({ bytes: (length) => Uint8Array.from({ length }, () => (next += 37) % 256) });
  assert.match(code, /^[A-Z2-7]{8}$/);
});

test('a value of one kind is never known as one of another kind, nor a finish code as that of another flow', () => {
  const known = (['ticket', 'state', 'cookie', 'finish'] as const).map((purpose) => hashOf(purpose, 'the same text'));
  const codes = ['flow-1', 'flow-2'].map((flowId) => finishHashOf(flowId, 'the same text'));
  assert.equal(new Set([...known, ...codes]).size, 6);
});
