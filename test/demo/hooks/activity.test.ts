import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activityOf } from '../../../demo/crm/hooks/activity-of.ts';
import { createHeardEvents } from '../../../demo/crm/hooks/heard-events.ts';
import { ask, changeSession, givenCrm, now, origin } from '../given-crm.ts';
import type { RowName } from '../../../demo/crm/panel/rows.ts';
import { callOf, found } from './given-call.ts';

const lea = { id: 'lea', org: 'northpeak' };
const offer = (reference: string) => ({ id: 'tracked-00000001', subject: 'Our offer', sentAt: '2026-03-01T12:00:00.000Z', reference });

test('events stand at the contact that the mail was sent to, whoever answers it, the latest first', () => {
  const heard = createHeardEvents();
  heard.hear('msg_1', found({ from: { name: 'Anna Berg', address: 'Anna.Berg@globex.example' } }), now);
  heard.hear('msg_2', found({ from: { name: 'Mail Delivery', address: 'mailer-daemon@mail.example' }, verdict: 'bounce', bounce: { kind: 'hard', recipients: ['jonas@feld.example'] } }), now);
  heard.hear('msg_3', found({ from: { name: 'Paul Winter', address: 'paul@globex.example' }, answers: offer('anna.berg@globex.example') }), now);
  const told = activityOf(heard.events(), lea).map(({ contact, events }) => [contact?.name, contact?.company, events.map(({ id }) => id)]);
  assert.deepEqual(told, [
    ['Anna Berg', 'Globex', ['msg_3', 'msg_1']],
    ['Jonas Feld', 'Feld & Sons', ['msg_2']],
  ]);
});

test('somebody whom the CRM does not know is named as the mail names them', () => {
  const heard = createHeardEvents();
  heard.hear('msg_1', found({ from: { name: 'Zoé', address: 'zoe@elsewhere.example' } }), now);
  heard.hear('msg_2', found({ from: { name: '', address: 'nobody@elsewhere.example' } }), now);
  assert.deepEqual(activityOf(heard.events(), lea).map(({ contact }) => contact?.name), ['nobody@elsewhere.example', 'Zoé']);
});

test('nobody sees what a colleague, or another company, was told', async () => {
  const { crm } = givenCrm();
  await crm.fetch(callOf(found({ subject: 'For Léa alone' })));
  const { cookies } = await changeSession(crm, { user: 'hugo' });
  assert.match(await (await ask(crm, '/activity')).text(), /For Léa alone/);
  assert.doesNotMatch(await (await ask(crm, '/activity', { headers: { cookie: cookies } })).text(), /For Léa alone/);
  assert.deepEqual(activityOf([{ id: 'msg_1', heardAt: now, times: 1, event: found() }], { ...lea, org: 'acorn' }), []);
});

const pageOf = async (crm: ReturnType<typeof givenCrm>['crm'], path: string, language = 'en'): Promise<string> =>
  (await (await ask(crm, path, { headers: { 'accept-language': language } })).text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('the page says what came back, what a person corrected, and what was told twice', async () => {
  const { crm } = givenCrm();
  await crm.fetch(callOf(found({ subject: 'Re: Our offer' }), { id: 'msg_1' }));
  await crm.fetch(callOf(found({ subject: 'Re: Our offer' }), { id: 'msg_1' }));
  await crm.fetch(callOf(found({ subject: 'Re: Our offer', verdict: 'forward', corrected: { judged: 'reply', at: '2026-03-03T12:00:00.000Z' } }, 'reply.corrected'), { id: 'msg_2' }));
  await crm.fetch(callOf(found({ subject: 'Re: Our offer' }, 'reply.corrected'), { id: 'msg_3' }));
  const page = await pageOf(crm, '/activity');
  assert.match(page, /3 events heard\./);
  assert.match(page, /Correction taken back: Reply Re: Our offer · Anna Lindqvist .* Corrected: Forward, it had been judged Reply Re: Our offer .* Reply Re: Our offer · Anna Lindqvist told once more, noted once/);
  assert.match(await pageOf(crm, '/activity', 'fr'), /Corrigé : Transfert, le jugement était Réponse/);
});

test('a gap that was closed stands with the mailbox itself', async () => {
  const { crm } = givenCrm();
  const data = { org: 'northpeak', user: 'lea', connectionId: 'connection-000001', from: '2026-03-01T12:00:00.000Z', to: '2026-03-03T12:00:00.000Z', replies: 2 };
  await crm.fetch(callOf({ type: 'tracking.gap-closed', timestamp: '2026-03-03T12:00:00.000Z', data }));
  assert.match(await pageOf(crm, '/activity'), /The mailbox itself .* Reconnected, and everything since was read\. 2 replies were found for that time\./);
});

test('what a mail says is text, whatever it looks like', async () => {
  const { crm } = givenCrm();
  await crm.fetch(callOf(found({ subject: '<script>alert(1)</script>', from: { name: '<b>Eve', address: 'eve"@evil.example' } })));
  const page = await (await ask(crm, '/activity')).text();
  assert.doesNotMatch(page, /<script>alert|<b>Eve/);
  assert.match(page, /id="eve&#34;@evil\.example"/);
});

const order = (crm: ReturnType<typeof givenCrm>['crm'], row: RowName, body = '{}') =>
  ask(crm, `/test-panel/${row}`, { method: 'POST', headers: { origin }, body });

test('the panel has somebody forge a call, which is turned away and listed', async () => {
  const { crm, heard } = givenCrm();
  assert.match(await pageOf(crm, '/settings/webhooks'), /Calls that were turned away None\./);
  assert.equal((await order(crm, 'forged-call')).status, 200);
  assert.deepEqual(heard.events(), []);
  assert.match(await pageOf(crm, '/settings/webhooks'), /The signature was not the service’s\./);
});
