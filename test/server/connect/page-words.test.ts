import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWords } from '../../../src/server/connect/page-words.ts';

test('the service’s pages say the same things in both languages', () => {
  assert.deepEqual(Object.keys(pageWords.fr).sort(), Object.keys(pageWords.en).sort());
  assert.deepEqual(Object.keys(pageWords.fr.endedText), Object.keys(pageWords.en.endedText));
});

test('the warning beside the code is the sentence that people are told to remember', () => {
  assert.equal(pageWords.en.warning, 'Type it only into the CRM tab where you began; nobody will ever ask you for it.');
});
