import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createVerifier } from '../../../src/client/connect/code-verifier.ts';

test('a verifier is 256 bits in base64url, new each time, and its challenge is its SHA-256 digest', async () => {
  const [first, second] = await Promise.all([createVerifier(), createVerifier()]);
  assert.match(first.verifier, /^[\w-]{43}$/);
  assert.notEqual(first.verifier, second.verifier);
  assert.equal(first.challenge, createHash('sha256').update(first.verifier).digest('base64url'));
});
