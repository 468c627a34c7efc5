import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import { givenPorts, serviceOrigin } from '../given-ports.ts';

const app = createApp(givenPorts().ports);
const read = async (path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const answer = await app(new Request(serviceOrigin + path, { headers }));
  return { status: answer.status, text: await answer.text() };
};

test('the page on Gmail’s limits stands in the language that is asked for', async () => {
  const { status, text } = await read('/limits?lang=fr-CA', { 'accept-language': 'en' });
  assert.equal(status, 200);
  assert.match(text, /<h1>Les limites d’envoi de Gmail<\/h1>/);
});

test('the page on Gmail’s limits else speaks the browser’s language, and names Google as the source', async () => {
  const { text } = await read('/limits', { 'accept-language': 'en-GB' });
  assert.match(text, /<h1>Gmail’s sending limits<\/h1>/);
  assert.match(text, /<dt>Google Workspace<\/dt><dd>2,000 emails in 24 hours<\/dd>/);
  assert.match(text, /href="https:\/\/support\.google\.com\/a\/answer\/166852\?hl=en"/);
});

test('nothing of what was asked stands in the page', async () => {
  const { text } = await read('/limits?lang=%22%3E%3Cscript%3E');
  assert.doesNotMatch(text, /<script/);
});
