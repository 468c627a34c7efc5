import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import { readRules, overrideLimits, setRules } from '../../../../src/server/sending/rules/set-rules.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { acme } from '../../given-ports.ts';
import { connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
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

const day = 86_400_000;
const weekdays = { clockOf: 'sender', days: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' } as const;
const hours = { ...weekdays, days: [...weekdays.days] };
const codeOf = (outcome: Awaited<ReturnType<typeof setRules>>): unknown => (outcome.ok ? outcome.value : outcome.failure.code);

test('a mailbox of which nothing was said sends at any hour, and knows no clock', async () => {
  assert.deepEqual(codeOf(await readRules(sender.ports, owner, connectionId)), { zone: null, hours: null });
});

test('the first mail tells by which clock its sender lives; later ones, and clocks that nobody knows, change nothing', async () => {
  const write = async (key: string, zone: string): Promise<void> => {
    const mail = { to: [{ address: 'anna@globex.example' }], subject: 'Renewal', text: 'Shall we renew?' };
    const queued = await queueMail(sender.ports, { tenant: acme, org: owner.org, user: owner.user, jti: 'token-1' }, { connectionId, key, mail, when: { kind: 'now' }, zone });
    assert.ok(queued.ok, JSON.stringify(queued));
  };
  for (const [key, zone, known] of [['key-00000001', 'Mars/Olympus', null], ['key-00000002', 'Asia/Tokyo', 'Asia/Tokyo'], ['key-00000003', 'Europe/Paris', 'Asia/Tokyo']] as const) {
    await write(key, zone);
    assert.deepEqual(codeOf(await readRules(sender.ports, owner, connectionId)), { zone: known, hours: null });
  }
});

test('of two windows that set the rules the second is told, and sets nothing', async () => {
  const seen = { zone: null, hours: null };
  const first = { zone: 'Europe/Paris', hours };
  assert.deepEqual(codeOf(await setRules(sender.ports, owner, connectionId, { ...first, seen })), first);
  assert.equal(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Asia/Tokyo', hours: null, seen })), 'rules-changed');
  assert.deepEqual(codeOf(await readRules(sender.ports, owner, connectionId)), first);
  assert.deepEqual(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Asia/Tokyo', hours: null, seen: first })), { zone: 'Asia/Tokyo', hours: null });
});

test('hours are kept as they were given, and refused where they are none', async () => {
  assert.deepEqual(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Europe/Paris', hours })), { zone: 'Europe/Paris', hours });
  assert.equal(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Mars/Olympus', hours })), 'zone-unknown');
  assert.equal(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Europe/Paris', hours: { ...hours, from: '18:00', until: '09:00' } })), 'request-malformed');
  assert.deepEqual(codeOf(await readRules(sender.ports, owner, connectionId)), { zone: 'Europe/Paris', hours });
});

test('what waits keeps to new hours, and to none when they are taken away', async () => {
  // Whatever day it is, it is not among these.
  const closed = [1, 2, 3, 4, 5, 6, 7].filter((each) => each !== ((new Date(sender.clock.now()).getUTCDay() + 6) % 7) + 1);
  await setRules(sender.ports, owner, connectionId, { zone: 'UTC', hours: { ...hours, days: closed, from: '00:00', until: '24:00' } });
  await sender.queue('Waits');
  await sender.send();
  assert.match((await sender.states())['Waits'] ?? '', /^waiting/);
  await setRules(sender.ports, owner, connectionId, { zone: 'UTC', hours: null });
  await sender.send();
  assert.deepEqual(await sender.states(), { Waits: 'sent' });
});

test('an administrator’s numbers count for what waits already, in both directions', async () => {
  assert.deepEqual(await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 1 }), []);
  for (const subject of ['First', 'Second', 'Third']) await sender.queue(subject);
  await sender.send();
  assert.deepEqual(await sender.states(), { First: 'sent', Second: 'waiting messagesPerDay', Third: 'waiting messagesPerDay' });
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 2 });
  await sender.send();
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 1 });
  await sender.send();
  assert.deepEqual(await sender.states(), { First: 'sent', Second: 'sent', Third: 'waiting messagesPerDay' });
  assert.deepEqual(await overrideLimits(sender.ports, owner, connectionId, null), []);
  await sender.send();
  assert.deepEqual((await sender.states())['Third'], 'sent');
});

test('numbers that are none are named, and nothing is set', async () => {
  const problems = await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: -1, nonsense: 1 });
  assert.ok((problems?.length ?? 0) >= 2, JSON.stringify(problems));
  assert.equal((await store.database.selectFrom('sending_mailboxes').select('override').execute()).length, 0);
  assert.equal(await overrideLimits(sender.ports, { ...owner, user: 'hugo' }, connectionId, null), undefined);
});

test('a clock that is set back lets nothing leave beyond the day’s limit', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 1 });
  await sender.queue('First');
  await sender.queue('Second');
  sender.clock.advance(3 * day);
  const now = sender.clock.now();
  await store.database.updateTable('sending_mailboxes').set({ next_at: new Date(now) }).execute();
  await sender.send();
  const back = { ...sender.ports, clock: { ...sender.clock, now: () => now - 3_600_000, sleep: sender.clock.sleep.bind(sender.clock) } };
  await store.database.updateTable('sending_mailboxes').set({ next_at: new Date(now - 7_200_000) }).execute();
  await sender.send(back);
  assert.equal(Object.values(await sender.states()).filter((state) => state === 'sent').length, 1);
});

test('a mailbox that was disconnected has no rules, and none are set for it', async () => {
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  assert.equal(codeOf(await readRules(sender.ports, owner, connectionId)), 'connection-unknown');
  assert.equal(codeOf(await setRules(sender.ports, owner, connectionId, { zone: 'Europe/Paris', hours })), 'connection-unknown');
  assert.equal(await overrideLimits(sender.ports, owner, connectionId, null), undefined);
  assert.deepEqual(await store.database.selectFrom('sending_mailboxes').selectAll().execute(), []);
});

test('hours in a zone that this machine does not know any more are kept by the clock of Greenwich', async () => {
  await sender.queue('Waits', {}, { kind: 'at', wall: new Date(sender.clock.now() + day).toISOString().slice(0, 16), zone: 'UTC' });
  await store.database.updateTable('sending_mailboxes').set({ zone: 'Mars/Olympus', hours: JSON.stringify(hours) }).execute();
  assert.deepEqual(codeOf(await readRules(sender.ports, owner, connectionId)), { zone: null, hours });
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.equal(limits.ok && limits.value.zone, 'UTC');
  assert.match((await sender.states())['Waits'] ?? '', /^waiting/);
});
