import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf, languageOfRequest } from '../../../src/server/pages/page-language.ts';

test('a flow’s language decides its pages and falls back to English', () => {
  assert.deepEqual(['fr', 'fr-CA', 'FR', 'en', 'frr', 'de'].map(languageOf), ['fr', 'fr', 'fr', 'en', 'en', 'en']);
});

test('a page that belongs to no flow speaks the first of the browser’s languages that it knows', () => {
  const ask = (value: string | undefined) =>
    languageOfRequest(new Request('https://connect.example.com', value === undefined ? {} : { headers: { 'Accept-Language': value } }));
  assert.deepEqual(['fr-FR,fr;q=0.9,en;q=0.8', 'de,fr;q=0.5', 'en,fr', 'de', undefined].map(ask), ['fr', 'fr', 'en', 'en', 'en']);
});
