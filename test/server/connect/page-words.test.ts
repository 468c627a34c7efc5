import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelay } from '../../../src/server/connect/withdraw-due.ts';
import { newShortCode } from '../../../src/server/connect/one-time-values.ts';
import { escapeHtml, escapeJson } from '../../../src/server/connect/page-document.ts';
import { languageOf, languageOfRequest, pageWords } from '../../../src/server/connect/page-words.ts';

test('the service’s pages say the same things in both languages', () => {
  assert.deepEqual(Object.keys(pageWords.fr).sort(), Object.keys(pageWords.en).sort());
  assert.deepEqual(Object.keys(pageWords.fr.endedText), Object.keys(pageWords.en.endedText));
});

test('the warning beside the code is the sentence that people are told to remember', () => {
  assert.equal(pageWords.en.warning, 'Type it only into the CRM tab where you began; nobody will ever ask you for it.');
});

test('a flow’s language decides its pages and falls back to English', () => {
  assert.deepEqual(['fr', 'fr-CA', 'FR', 'en', 'frr', 'de'].map(languageOf), ['fr', 'fr', 'fr', 'en', 'en', 'en']);
});

test('a page that belongs to no flow speaks the first of the browser’s languages that it knows', () => {
  const ask = (value: string | undefined) =>
    languageOfRequest(new Request('https://connect.example.com', value === undefined ? {} : { headers: { 'Accept-Language': value } }));
  assert.deepEqual(['fr-FR,fr;q=0.9,en;q=0.8', 'de,fr;q=0.5', 'en,fr', 'de', undefined].map(ask), ['fr', 'fr', 'en', 'en', 'en']);
});

test('markup in a name is shown as text', () => {
  assert.equal(escapeHtml(`<b>"O'Neil" & co</b>`), '&lt;b&gt;&quot;O&#39;Neil&quot; &amp; co&lt;/b&gt;');
});

test('data in a page cannot end the element that holds it', () => {
  const text = escapeJson({ name: '</script><!--<script>' });
  assert.ok(!text.includes('<'));
  assert.deepEqual(JSON.parse(text), { name: '</script><!--<script>' });
});

test('a code to type has eight characters that nobody mistakes for another', () => {
  let next = 0;
  const code = newShortCode({ bytes: (length) => Uint8Array.from({ length }, () => (next += 37) % 256) });
  assert.match(code, /^[A-Z2-7]{8}$/);
});

test('a withdrawal is asked for again after half a minute, then twice as late each time up to an hour', () => {
  assert.deepEqual([0, 1, 2, 6, 7, 100].map((attempts) => retryDelay(attempts, 0)), [30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000]);
  assert.equal(retryDelay(0, 0.999), 30_000 - 7_492);
});
