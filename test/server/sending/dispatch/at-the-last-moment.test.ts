import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { QueueMail } from '../../../../src/contract/index.ts';
import { sendFrom } from '../../../../src/server/sending/dispatch/send-from.ts';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import { overrideLimits, setRules } from '../../../../src/server/sending/rules/set-rules.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { claimSending, readSending, unparkSending } from '../../../../src/server/store/sending-mailboxes.ts';
import { suppress } from '../../../../src/server/store/suppressions.ts';
import { quickStore } from '../../connect/given-service.ts';
import { deadDatabase } from '../../given-ports.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';
import { givenReply } from '../given-reply.ts';

/** What has changed between the queueing of a mail and its time is seen when it is about to leave. */
const minute = 60_000;
const hour = 60 * minute;

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  gmail = await startGmail(2_000);
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

const inHours = (hours: number) => ({ kind: 'at', wall: new Date(sender.clock.now() + hours * hour).toISOString().slice(0, 16), zone: 'UTC' }) as const;
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ address: `p${index}@globex.example` }));
const queueWith = async (subject: string, change: Partial<QueueMail>): Promise<void> => {
  const mail = { to: [{ address: 'anna@globex.example' }], subject, text: 'x' };
  const queued = await queueMail(sender.ports, caller, { connectionId, key: `key-of-${subject}`.replaceAll(' ', '-'), mail, when: { kind: 'now' }, ...change });
  assert.ok(queued.ok);
};

test('whoever unsubscribed, or whose domain was blocked, after a mail was queued is not written to', async () => {
  await sender.queue('To Anna', {}, inHours(1));
  await sender.queue('To Ben', { to: [{ address: 'Ben@Sales.Client.example' }, { address: 'c@globex.example' }] }, inHours(1));
  await sender.queue('To others', { to: [{ address: 'd@globex.example' }] }, inHours(1));
  const at = sender.clock.now();
  await suppress(store.database, owner, [{ what: 'anna.berg@globex.example', cause: 'unsubscribed', at }, { what: 'client.example', cause: 'blocked-domain', at }]);
  // The same list of somebody else says nothing here.
  for (const other of [{ ...owner, org: 'org-2' }, { ...owner, tenant: 'beta' }]) await suppress(store.database, other, [{ what: 'globex.example', cause: 'blocked-domain', at }]);
  sender.clock.advance(hour);
  await sender.send();
  assert.deepEqual(await sender.states(), { 'To Anna': 'blocked unsubscribed', 'To Ben': 'blocked blocked-domain', 'To others': 'sent' });
  const ben = (await sender.mails()).find(({ subject }) => subject === 'To Ben');
  assert.deepEqual(ben?.state.kind === 'blocked' && ben.state.reason.addresses, ['ben@sales.client.example']);
  assert.deepEqual([...sender.taken()], [['To others', 1]]);
});

test('a mail that has become too much for its mailbox says what it may be split into, and keeps no other from leaving', async () => {
  await sender.queue('Many at once', { to: people(60) });
  await sender.queue('Many a day', { to: people(20) });
  await sender.queue('One', { to: people(1) });
  assert.deepEqual(await overrideLimits(sender.ports, owner, connectionId, { recipientsPerMessage: 50, recipientsPerDay: 10 }), []);
  await sender.send();
  const reasons = (await sender.mails()).flatMap(({ subject, state }) => (state.kind === 'failed' ? [[subject, state.reason] as const] : []));
  assert.deepEqual(Object.fromEntries(reasons), {
    'Many at once': { code: 'recipients-too-many', most: 50, asked: 60 },
    'Many a day': { code: 'limit-too-small', most: 10, asked: 20 },
  });
  assert.deepEqual([...sender.taken()], [['One', 1]]);
});

test('hours hold by each recipient’s clock, by the sender’s where theirs is not known, and not for what may leave at any hour', async () => {
  // It is night in Greenwich at first, and ten o'clock in Tokyo.
  const night = Math.ceil(sender.clock.now() / (24 * hour)) * 24 * hour + hour;
  sender.clock.advance(night - sender.clock.now());
  const days = [1, 2, 3, 4, 5, 6, 7];
  await setRules(sender.ports, owner, connectionId, { zone: 'UTC', hours: { clockOf: 'recipient', days, from: '09:00', until: '18:00' } });
  await queueWith('Tokyo', { recipientZone: 'Asia/Tokyo' });
  await queueWith('Nowhere', { recipientZone: 'Mars/Olympus' });
  await queueWith('Greenwich', {});
  await queueWith('Any hour', { anyHour: true });
  await sender.send();
  const waits = 'waiting sendHours';
  assert.deepEqual(await sender.states(), { Tokyo: 'sent', Nowhere: waits, Greenwich: waits, 'Any hour': 'sent' });
  sender.clock.advance(8 * hour);
  await sender.send();
  assert.deepEqual(await sender.states(), { Tokyo: 'sent', Nowhere: 'sent', Greenwich: 'sent', 'Any hour': 'sent' });
});

test('after an absence what is a quarter of an hour late asks, and what is less late leaves', async () => {
  await sender.queue('Long ago', {}, inHours(1));
  await sender.queue('Just now', {}, inHours(2));
  await sender.queue('Not yet', {}, inHours(3));
  sender.clock.advance(2 * hour + 14 * minute);
  await sender.send();
  assert.deepEqual(await sender.states(), { 'Long ago': 'held came-due-while-down', 'Just now': 'sent', 'Not yet': 'waiting due-time' });
});

test('a mailbox that could not send and can again says of its next mail when it is due, and counts the next absence anew', async () => {
  await sender.queue('First');
  await store.database.updateTable('connections').set({ scopes: 'openid email' }).execute();
  await sender.send();
  assert.deepEqual(await sender.states(), { First: 'waiting permission' });
  await store.database.updateTable('connections').set({ scopes: 'openid email https://www.googleapis.com/auth/gmail.send' }).execute();
  await unparkSending(store.database, connectionId, sender.clock.now());
  await sender.send();
  await sender.queue('Second', {}, inHours(2));
  assert.deepEqual(await sender.states(), { First: 'sent', Second: 'waiting due-time' });
  sender.clock.advance(2 * hour);
  await sender.send();
  assert.deepEqual(await sender.states(), { First: 'sent', Second: 'sent' });
});

test('a mail that Gmail told to come later is looked at again, though another process has looked meanwhile and seen nothing that waits', async () => {
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'user-rate');
  const now = sender.clock.now();
  const [mailbox] = await claimSending(store.database, { now, leaseEndsAt: now + minute, holder: 'first-process-0000', limit: 1 });
  assert.ok(mailbox);
  const usual = sender.ports.gmail;
  const slow = {
    ...sender.ports,
    gmail: {
      ...usual,
      sendMail: async (...asked: Parameters<typeof usual.sendMail>) => {
        const answer = await usual.sendMail(...asked);
        await store.database.updateTable('sending_mailboxes').set({ next_at: new Date(now), holder: null, lease_ends_at: null }).execute();
        await sender.send();
        return answer;
      },
    },
  };
  await sendFrom(slow, mailbox, new AbortController().signal);
  assert.ok(((await readSending(store.database, connectionId))?.nextAt ?? Infinity) <= sender.clock.now());
  sender.clock.advance(minute);
  await sender.send();
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'sent' }, ['Renewal', 1]]);
});

test('whatever is thrown in one attempt, the others are heard of, and the mail itself is looked for and not sent again', async () => {
  for (const subject of ['First', 'Second', 'Third']) await sender.queue(subject);
  const usual = sender.ports.gmail;
  let calls = 0;
  const stumbling = {
    ...sender.ports,
    gmail: {
      ...usual,
      sendMail: async (...asked: Parameters<typeof usual.sendMail>) => {
        if ((calls += 1) !== 2) return usual.sendMail(...asked);
        await usual.sendMail(...asked);
        throw new TypeError('Failed to read: the answer was of another world');
      },
    },
  };
  await sender.send(stumbling);
  assert.deepEqual(Object.values(await sender.states()).toSorted(), ['sending', 'sent', 'sent']);
  sender.clock.advance(hour);
  await sender.settle();
  await sender.send();
  assert.deepEqual([Object.values(await sender.states()), [...sender.taken().values()]], [['sent', 'sent', 'sent'], [1, 1, 1]]);
});

test('a database that is lost while a mail is composed says nothing of the mail', async () => {
  await givenReply(store.database, { id: 'reply-000000000001' });
  await sender.queue('Renewal', { answersReply: 'reply-000000000001' });
  const lost = deadDatabase();
  // For this question alone no connection can be had.
  const database = new Proxy(store.database, {
    get: (whole, name) => {
      if (name === 'selectFrom') return (table: 'replies') => (table === 'replies' ? lost : whole).selectFrom(table);
      const value: unknown = Reflect.get(whole, name);
      return typeof value === 'function' ? (value.bind(whole) as unknown) : value;
    },
  });
  await sender.send({ ...sender.ports, database });
  assert.deepEqual(await sender.states(), { Renewal: 'sending' });
});
