import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as z from 'zod/mini';
import { webhookEventSchema, type WebhookEvent } from '../../../src/contract/index.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { decideMail } from '../../../src/server/sending/queue/decide-mail.ts';
import { queueBatch } from '../../../src/server/sending/queue/queue-batch.ts';
import { queueMail } from '../../../src/server/sending/queue/queue-mail.ts';
import { openStore, type Store } from '../../../src/server/store/open.ts';
import { suppress } from '../../../src/server/store/suppressions.ts';
import { acme } from '../given-ports.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from './given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  const opened = await openStore({ kind: 'memory' });
  assert.ok(opened.ok);
  store = opened.value;
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

/** The same service with a host that hears these events. */
const heardBy = (events: readonly WebhookEvent['type'][]): Ports => {
  const webhook = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`], events };
  return { ...sender.ports, settings: { ...sender.ports.settings, tenants: new Map([['acme', { ...acme, webhooks: [webhook] }]]) } };
};
const everything = ['mail.sent', 'mail.held', 'mail.failed', 'mail.cancelled', 'mail.blocked'] as const;

/** What the host is to be told, in its order. */
const told = async () => {
  const rows = await store.database.selectFrom('deliveries').select(['payload', 'order_key']).orderBy('place').execute();
  return rows.map(({ payload, order_key: orderKey }) => {
    const event = z.parse(webhookEventSchema, JSON.parse(payload));
    assert.ok('mail' in event.data);
    return { type: event.type, data: event.data, orderKey, payload };
  });
};
const queue = (ports: Ports, subject: string, to = 'anna.berg@globex.example') =>
  queueMail(ports, caller, { connectionId, key: `key-of-${subject}-000`, mail: { to: [{ address: to }], subject, text: 'The words of the mail', reference: 'deal-7' }, when: { kind: 'now' } });

test('a host hears that a mail was sent, with its ids and times and its own reference, and nothing of what it says', async () => {
  const ports = heardBy(everything);
  const queued = await queue(ports, 'Offer');
  assert.ok(queued.ok);
  await sender.send(ports);
  const [event, ...others] = await told();
  assert.deepEqual(others, []);
  assert.equal(event?.type, 'mail.sent');
  assert.equal(event.orderKey, connectionId);
  const { gmailId, threadId, at, ...rest } = event.data.mail;
  assert.ok(gmailId !== undefined && threadId !== undefined && at !== undefined);
  assert.deepEqual({ ...event.data, mail: rest }, { org: owner.org, user: owner.user, mail: { id: queued.value.id, connectionId, reference: 'deal-7', createdAt: queued.value.createdAt, dueAt: queued.value.dueAt } });
  assert.doesNotMatch(event.payload, /Offer|words|anna/);
});

test('a mail that is taken back, refused by Gmail or not to be written is told with its reason', async () => {
  const ports = heardBy(everything);
  await store.database.transaction().execute((transaction) => suppress(transaction, owner, [{ what: 'gone@globex.example', cause: 'unsubscribed', at: sender.clock.now() }]));
  await queue(ports, 'Blocked', 'gone@globex.example');
  const queued = await queue(ports, 'Offer');
  assert.ok(queued.ok);

  await decideMail(ports, caller, queued.value.id, queued.value.version, { kind: 'cancel' });
  const seen = (await told()).map(({ type, data }) => [type, data.mail.reason]);
  assert.deepEqual(seen, [['mail.blocked', 'unsubscribed'], ['mail.cancelled', 'by-person']]);
});

test('of a batch each mail that cannot leave is told at once, with the id of the batch', async () => {
  const ports = heardBy(everything);
  const anna = { mail: { to: [{ address: 'anna.berg@globex.example' }], subject: 'Offer', text: 'x' } };
  const batch = await queueBatch(ports, caller, { connectionId, key: 'key-of-batch-001', mails: [anna, { mail: { to: [], subject: 'To nobody' } }], when: { kind: 'now' } });
  assert.ok(batch.ok);
  const seen = (await told()).map(({ type, data }) => [type, data.mail.reason, data.mail.batchId]);
  assert.deepEqual(seen, [['mail.failed', 'nobody', batch.value.id]]);
});

test('asked twice a mail is told once', async () => {
  const ports = heardBy(everything);
  await store.database.transaction().execute((transaction) => suppress(transaction, owner, [{ what: 'gone@globex.example', cause: 'unsubscribed', at: sender.clock.now() }]));
  await queue(ports, 'Blocked', 'gone@globex.example');
  await queue(ports, 'Blocked', 'gone@globex.example');
  assert.equal((await told()).length, 1);
});

test('a host hears what it listens to', async () => {
  const ports = heardBy(['reply.found', 'mail.failed']);
  await queue(ports, 'Offer');
  await sender.send(ports);
  assert.deepEqual(await told(), []);
});
