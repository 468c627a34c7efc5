import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import type { Crm } from '../../demo/crm/crm.ts';
import { rowGroups, rows, type RowName } from '../../demo/crm/panel/rows.ts';
import { panelWords } from '../../demo/crm/panel/words.ts';
import { readScope } from '../../demo/google/scopes.ts';
import { authorizationUrl, codeFor, lea } from './given-google.ts';
import { ask, givenCrm, origin } from './given-crm.ts';

const answerSchema = z.object({ on: z.array(z.string()), notice: z.string(), reload: z.boolean() });

const order = async (crm: Crm, row: RowName | 'reset', body: object = {}) => {
  const answer = await ask(crm, `/test-panel/${row}`, { method: 'POST', headers: { origin }, body: JSON.stringify(body) });
  assert.equal(answer.status, 200, row);
  const answered: unknown = await answer.json();
  return z.parse(answerSchema, answered);
};

test('every failure has its name and its expectation in both languages, and stands in one group', () => {
  const names = Object.keys(rows).sort();
  assert.deepEqual(Object.values(rowGroups).flat().sort(), names);
  for (const words of Object.values(panelWords)) assert.deepEqual(Object.keys(words.rows).sort(), names);
});

test('a switch turns on, is shown as on, and turns back', async () => {
  const { crm, google } = givenCrm();
  assert.deepEqual(await order(crm, 'withhold-read', { on: true }), { on: ['withhold-read'], notice: '', reload: false });
  assert.deepEqual(google.control.switches().withheldScopes, [readScope]);
  assert.match(await (await ask(crm, '/settings/email/connection')).text(), /aria-checked="true"[^>]*data-row="withhold-read"/);
  assert.deepEqual(await order(crm, 'withhold-read', { on: false }), { on: [], notice: '', reload: false });
  assert.deepEqual(google.control.switches().withheldScopes, []);
});

test('every switch of the server turns on alone and leaves nothing behind', async () => {
  const { crm, google, usualSwitches } = givenCrm();
  const before = JSON.stringify(crm.conditions());
  for (const [name, row] of Object.entries(rows) as [RowName, { kind: string }][]) {
    if (row.kind !== 'switch') continue;
    assert.deepEqual((await order(crm, name, { on: true })).on, [name]);
    assert.deepEqual((await order(crm, name, { on: false })).on, [], name);
  }
  assert.deepEqual(google.control.switches(), usualSwitches);
  assert.equal(JSON.stringify(crm.conditions()), before);
});

test('the pages that Google keeps exclude each other', async () => {
  const { crm } = givenCrm();
  await order(crm, 'administrator', { on: true });
  assert.deepEqual((await order(crm, 'in-app-browser', { on: true })).on, ['in-app-browser']);
});

test('a switch of the host asks for the page again', async () => {
  const { crm } = givenCrm();
  assert.equal((await order(crm, 'cut-opener', { on: true })).reload, true);
  assert.equal((await ask(crm, '/settings/email/connection')).headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal((await order(crm, 'reset')).reload, true);
  assert.equal((await order(crm, 'reset')).reload, false);
});

test('revoking ends what the person granted', async () => {
  const { crm, google } = givenCrm();
  await codeFor(google, authorizationUrl());
  google.control.ledger.clear();
  await order(crm, 'revoke');
  await codeFor(google, authorizationUrl({ prompt: undefined }));
  assert.ok(google.control.ledger.of('step').some((entry) => entry.step === 'consent'));
});

test('actions reach time and colleagues', async () => {
  const { crm, asked } = givenCrm();
  await order(crm, 'expired-attempt');
  assert.deepEqual(asked.passedMs, [960_000]);
  assert.match((await order(crm, 'colleague')).notice, /colleague has connected/);
  assert.deepEqual(asked.colleagues, ['lea']);
});

test('what comes back on a mail, and what the mailbox does to it, is brought about by name', async () => {
  const { crm, google, asked } = givenCrm();
  assert.equal((await order(crm, 'jonas-bounces')).notice, 'It has arrived in the mailbox.');
  assert.deepEqual(asked.broughtAbout, ['jonas-bounces for lea']);
  await order(crm, 'filter-archives', { on: true });
  assert.deepEqual((await order(crm, 'filter-archives', { on: true })).on, ['filter-archives']);
  google.control.deliver(lea, { from: 'anna.berg@globex.example', subject: 'Offer' });
  assert.deepEqual(google.control.mailbox(lea).mails[0]?.labels.includes('INBOX'), false);
  assert.deepEqual((await order(crm, 'reset')).on, []);
});

test('everything as usual is everything', async () => {
  const { crm, google, asked } = givenCrm();
  await order(crm, 'no-gmail', { on: true });
  await order(crm, 'session-policy', { on: true });
  await order(crm, 'outage', { on: true });
  assert.deepEqual((await order(crm, 'reset')).on, []);
  assert.equal(google.control.account(lea).gmail, true);
  assert.deepEqual(asked.colleagues, ['not lea']);
});

test('the panel obeys its own page only', async () => {
  const { crm, google } = givenCrm();
  const foreign = await ask(crm, '/test-panel/outage', { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{"on":true}' });
  assert.equal(foreign.status, 403);
  const unreadable = await ask(crm, '/test-panel/outage', { method: 'POST', headers: { origin }, body: 'on' });
  assert.equal(unreadable.status, 400);
  assert.equal((await ask(crm, '/test-panel/unknown', { method: 'POST', headers: { origin }, body: '{}' })).status, 404);
  assert.equal(google.control.switches().outage, false);
});
