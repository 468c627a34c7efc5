import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ports } from '../../../src/server/ports.ts';
import { limitsPage } from '../../../src/server/sending/limits-page.ts';
import { serviceOrigin, settingsWith } from '../given-ports.ts';

const visit = async (language: string): Promise<{ readonly text: string; readonly headers: Headers }> => {
  // The page needs nothing else of the ports.
  const ports = { settings: settingsWith() } as Ports;
  const request = new Request(`${serviceOrigin}/limits`, { headers: { 'Accept-Language': language } });
  const page = await limitsPage(ports).respond({ request, params: {}, requestId: 'request-1', address: '' } as never);
  const html = await page.text();
  return { text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), headers: page.headers };
};

test('the page about limits says what each kind of mailbox may send, and that the day rolls', async () => {
  const { text } = await visit('en-GB');
  assert.match(text, /Personal Gmail 500 emails in any 24 hours, to 500 recipients in all/);
  assert.match(text, /Google Workspace 2,000 emails in any 24 hours, to 10,000 recipients in all/);
  assert.match(text, /on trial 500 emails in any 24 hours The 24 hours roll/);
  assert.match(text, /not at midnight/);
});

test('the page about limits speaks French to a French browser', async () => {
  const { text, headers } = await visit('fr-FR,fr;q=0.9');
  assert.match(text, /Les limites d’envoi de Gmail/);
  assert.match(text, /2\s000 e-mails par période de 24 heures/);
  assert.equal(headers.get('vary'), 'Accept-Language');
});
