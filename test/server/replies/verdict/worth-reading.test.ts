import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worthReading, type WorthContext } from '../../../../src/server/replies/verdict/worth-reading.ts';

const context: WorthContext = {
  inTrackedThread: false,
  isTracked: (id) => id === 'tracked-1@example.org',
  isContact: (address) => address.toLowerCase() === 'ann@example.com',
};

const worth = (
  headers: Readonly<Record<string, string>>,
  labels: readonly string[] = ['INBOX'],
  given: Partial<WorthContext> = {},
) =>
  worthReading(
    Object.entries({ From: 'Tom <tom@example.net>', Subject: 'Hello', ...headers }).map(([name, value]) => ({ name, value })),
    labels,
    { ...context, ...given },
  );

test('mail that has nothing to do with ours is not read', () => {
  assert.deepEqual(worth({}), { worth: false, because: 'nothing-of-ours' });
  assert.deepEqual(worth({ 'List-Unsubscribe': '<https://example.net/u>', 'Auto-Submitted': 'auto-generated' }), {
    worth: false,
    because: 'nothing-of-ours',
  });
});

test('own mail, drafts and chats are never read for a reply', () => {
  assert.deepEqual(worth({ 'In-Reply-To': '<tracked-1@example.org>' }, ['SENT']), { worth: false, because: 'own' });
  assert.deepEqual(worth({}, ['DRAFT']), { worth: false, because: 'draft' });
  assert.deepEqual(worth({}, ['CHAT']), { worth: false, because: 'chat' });
});

test('mail that names ours, stands in its thread or comes from whom we wrote to is read', () => {
  assert.deepEqual(worth({ References: '<a@example.net> <tracked-1@example.org>' }), {
    worth: true,
    because: 'refers-to-tracked',
  });
  assert.deepEqual(worth({}, ['INBOX'], { inTrackedThread: true }), { worth: true, because: 'in-tracked-thread' });
  assert.deepEqual(worth({ From: '"Ann" <ANN@example.com>' }), { worth: true, because: 'from-contact' });
});

test('whatever a mail system may say is read, under any label', () => {
  for (const headers of [
    { From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>' },
    { 'Return-Path': '<>' },
    { 'X-Failed-Recipients': 'ann@example.com' },
    { 'Content-Type': 'multipart/report; boundary="x"; report-type=delivery-status' },
    { From: 'postmaster@example.net', Subject: 'Unzustellbar: Angebot' },
  ])
    assert.deepEqual(worth(headers, ['SPAM']), { worth: true, because: 'from-mail-system' }, JSON.stringify(headers));
});

test('an automatic answer from an unknown address is read', () => {
  assert.deepEqual(worth({ 'Auto-Submitted': 'auto-replied' }), { worth: true, because: 'automatic' });
  assert.deepEqual(worth({ Subject: 'Réponse automatique : Offre' }), { worth: true, because: 'automatic' });
});
