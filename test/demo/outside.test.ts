import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { openGoogle } from '../../demo/open-parts.ts';
import { noon } from '../server/given-ports.ts';
import { client, lea, origin } from './given-google.ts';

const send = async (to: string) => {
  const google = openGoogle({ origin, client, controlKey: 'key-of-the-tests', clock: { now: () => noon }, pause: async () => undefined });
  const raw = Buffer.from(`From: ${lea}\r\nTo: ${to}\r\nSubject: Our offer\r\nMessage-ID: <mine@northpeak.example>\r\n\r\nHello\r\n`).toString('base64url');
  const headers = { authorization: `Bearer ${google.control.issueAccess(lea)}`, 'content-type': 'application/json' };
  const answer = await google.fetch(new Request(`${origin}/gmail/v1/users/me/messages/send`, { method: 'POST', headers, body: JSON.stringify({ raw }) }));
  assert.equal(answer.status, 200);
  await nextTurn();
  return google.control.mailbox(lea).mails;
};

const reactions = [
  ['tomas@initech.example', 'Respuesta automática: Our offer'],
  ['jonas@feld.example', 'Delivery Status Notification (Failure)'],
  ['ines@umbra.example', 'Delivery Status Notification (Delay)'],
] as const;
for (const [to, subject] of reactions) {
  test(`a mail that really goes to ${to} brings “${subject}”, on the Message-ID that Gmail gave it`, async () => {
    const [sent, back, ...more] = await send(to);
    assert.deepEqual([back?.head.subject, back?.head.references, more], [subject, [sent?.head.messageId], []]);
    assert.match(sent?.head.messageId ?? '', /@mail\.gmail\.com>$/);
  });
}

test('a person is not hurried: Anna answers when she is told to', async () => {
  assert.equal((await send('anna.berg@globex.example')).length, 1);
});

test('mailboxes obey orders over HTTP as well, by those who know the key', async () => {
  const google = openGoogle({ origin, client, controlKey: 'key-of-the-tests', clock: { now: () => noon } });
  const order = async (path: string, body?: object): Promise<Response> =>
    google.fetch(new Request(`${origin}/__control/${path}`, { headers: { 'x-control-key': 'key-of-the-tests' }, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) }));
  const before = google.control.mailbox(lea).historyId;
  const statuses = [
    await order('put-filter', { email: lea, criteria: { from: 'anna' }, action: { removeLabelIds: ['INBOX'] } }),
    await order('deliver', { email: lea, from: 'anna@globex.example', subject: 'Offer', text: 'Hello' }),
    await order('expire-history', { email: lea }),
    await order('behave-pushes', { how: 'lost' }),
    await order('usage'),
    await order('deliver', { email: lea }),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 400]);
  const { mails, historyId } = google.control.mailbox(lea);
  assert.deepEqual(mails.map(({ labels }) => labels), [['UNREAD', 'CATEGORY_PERSONAL']]);
  assert.ok(BigInt(historyId) > BigInt(before));
});
