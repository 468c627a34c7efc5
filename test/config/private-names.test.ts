import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPrivateNames } from '../../.config/build/private-names.ts';
import { shortNames } from '../../.config/build/short-names.ts';

test('every name that the bundle shortens is one that only our elements see', () => {
  const isPrivate = new Set(findPrivateNames());
  const promised = shortNames.filter((name) => !isPrivate.has(name));
  assert.deepEqual(promised, [], 'Run `node .config/build/private-names.ts`.');
});
