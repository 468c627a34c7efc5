import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPrivateWords } from '../../.config/build/short-words.ts';

const words = new Set(findPrivateWords());

test('the bundle shortens the words by which our own states differ', () => {
  assert.ok(words.has('at-google'));
  assert.ok(words.has('tickets-expired'));
});

test('what the host, the service, the browser or a style knows is left as it is', () => {
  const known = ['window-blocked', 'attempt-lost', 'reconnect-needed', 'awaiting-claim', 'gmail-connected', 'same-origin', 'google-says', 'token-endpoint', 'email-settings'];
  assert.deepEqual(known.filter((word) => words.has(word)), []);
});
