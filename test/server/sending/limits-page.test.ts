import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import { givenPorts, serviceOrigin } from '../given-ports.ts';

const app = createApp(givenPorts().ports);

const read = async (path: string, language: string): Promise<string> => {
  const answer = await app(new Request(serviceOrigin + path, { headers: { 'accept-language': language } }));
  assert.equal(answer.status, 200);
  return (await answer.text()).replace(/<(?!a |script)[^>]+>/g, ' ').replace(/\s+/g, ' ');
};

test('the page about limits says what each kind of mailbox may send, and that the day rolls', async () => {
  const text = await read('/limits', 'en-GB');
  assert.match(text, /Personal Gmail 500 emails in any 24 hours, to 500 recipients in all/);
  assert.match(text, /Google Workspace 2,000 emails in any 24 hours, to 10,000 recipients in all, 3,000 of them outside your organization/);
  assert.match(text, /on trial 500 emails in any 24 hours The 24 hours roll/);
  assert.match(text, /not at midnight/);
});

test('the page about limits names Google as its source', async () => {
  assert.match(await read('/limits', 'en-GB'), /href="https:\/\/support\.google\.com\/a\/answer\/166852\?hl=en"/);
});

test('the page about limits speaks the language of the wizard that leads there, else that of the browser', async () => {
  assert.match(await read('/limits?lang=fr-CA', 'en'), /2\s000 e-mails par période de 24 heures/);
  assert.match(await read('/limits', 'fr-FR,fr;q=0.9'), /Les limites d’envoi de Gmail/);
});

test('nothing of what was asked stands in the page about limits', async () => {
  assert.doesNotMatch(await read('/limits?lang=%22%3E%3Cscript%3E', 'en'), /<script/);
});
