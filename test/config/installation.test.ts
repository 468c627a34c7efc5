import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installationProblem, installationState } from '../../.config/launch/installation.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' },
    'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-b', optional: true },
  },
};
const lit = { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' } };

test('without what npm writes last, nothing counts as installed', () => {
  assert.equal(installationState(wanted, undefined), 'absent');
});

test('packages for other systems may be missing', () => {
  assert.equal(installationState(wanted, { packages: lit }), 'complete');
});

test('another version, other contents or a missing package mean installing again', () => {
  assert.equal(installationState(wanted, { packages: { 'node_modules/lit': { version: '3.3.2', integrity: 'sha512-a' } } }), 'outdated');
  assert.equal(installationState(wanted, { packages: { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-z' } } }), 'outdated');
  assert.equal(installationState(wanted, { packages: {} }), 'outdated');
});

test('a failed installation is explained in one sentence that names its cause', () => {
  const sentences = ['npm error code EAI_AGAIN', 'npm error code ENOSPC', 'npm error code EACCES', 'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync', 'npm error something else'].map(installationProblem);
  assert.equal(new Set(sentences).size, sentences.length);
  assert.match(sentences[0] ?? '', /does not reach its registry/);
  for (const sentence of sentences) assert.match(sentence, /^[^\n]+[.]$/);
});
