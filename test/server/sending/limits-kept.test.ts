import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import { sendFrom } from '../../../src/server/sending/dispatch/send-from.ts';
import { limitsOfMailbox } from '../../../src/server/sending/meter/limits-of-mailbox.ts';
import { overrideLimits, setRules } from '../../../src/server/sending/rules/set-rules.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { readSending } from '../../../src/server/store/sending-mailboxes.ts';
import { noteSentElsewhere } from '../../../src/server/store/sending-history.ts';
import { quickStore } from '../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { serviceOrigin } from '../given-ports.ts';
import { connectionId, givenSender, lea, owner, type GivenSender } from './given-sender.ts';

const minute = 60_000;
const hour = 60 * minute;

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

const queueMany = async (count: number): Promise<void> => {
  for (let number = 1; number <= count; number += 1) await sender.queue(`Mail ${number}`);
};

const count = async (state: string): Promise<number> => Object.values(await sender.states()).filter((each) => each === state).length;

test('over the day’s limit a mail waits, says until when, and leaves when there is room again', async () => {
  assert.deepEqual(await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 3 }), []);
  await queueMany(5);
  await sender.send();
  assert.deepEqual([await count('sent'), await count('waiting messagesPerDay')], [3, 2]);
  const waiting = (await sender.mails()).find(({ state }) => state.kind === 'waiting');
  const until = new Date(sender.clock.now() + 24 * hour).toISOString();
  assert.deepEqual(waiting?.state, { kind: 'waiting', because: 'messagesPerDay', leavesAt: until });
  sender.clock.advance(24 * hour - 1);
  await sender.send();
  assert.equal(await count('sent'), 3);
  sender.clock.advance(1);
  await sender.send();
  assert.equal(await count('sent'), 5);
});

test('several processes that send from one mailbox at once let go together what its limits have room for', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 7 });
  await queueMany(20);
  const mailbox = await readSending(store.database, connectionId);
  assert.ok(mailbox);
  const running = new AbortController().signal;
  // As if the claim of each had ended while it was at work.
  await Promise.all([1, 2, 3].map(() => sendFrom(sender.ports, mailbox, running)));
  assert.equal(sender.taken().size, 7);
  assert.deepEqual([...sender.taken().values()].filter((times) => times > 1), []);
});

test('mail from a phone or from Gmail itself uses up the same limit', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 3 });
  await noteSentElsewhere(store.database, connectionId, [1, 2].map((number) => ({ gmailId: `phone-${number}`, sentAt: sender.clock.now() - hour, recipients: undefined })));
  await queueMany(2);
  await sender.send();
  assert.deepEqual([await count('sent'), await count('waiting messagesPerDay')], [1, 1]);
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.ok(limits.ok);
  const [day] = limits.value.limits;
  assert.deepEqual([day?.used, day?.usedElsewhere, day?.left, day?.fullness], [3, 2, 0, 'reached']);
  assert.deepEqual([limits.value.email, limits.value.waiting, limits.value.picture.length], [lea, 1, 48]);
});

test('what the person sends from Gmail is heard of from the mailbox’ history', async () => {
  await sender.poll();
  gmail.google.control.deliver(lea, { from: lea, to: 'ben@client.example', subject: 'By hand', text: 'Hello.' }, { labels: ['SENT'] });
  sender.clock.advance(301_000);
  await sender.poll();
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.equal(limits.ok && limits.value.limits[0]?.usedElsewhere, 1);
});

test('mail leaves no faster than the pace allows', async () => {
  await queueMany(30);
  await sender.send();
  assert.deepEqual([await count('sent'), await count('waiting messagesPerBatch')], [25, 5]);
  sender.clock.advance(45_000);
  await sender.send();
  assert.equal(await count('sent'), 30);
});

test('when Google pauses sending, nothing leaves until the time that it names, and nothing is called failed', async () => {
  await queueMany(3);
  gmail.google.control.failBy('messages.send', () => 'sending-paused');
  await sender.send();
  assert.equal(await count('waiting pause'), 3);
  const asked = gmail.asked.length;
  sender.clock.advance(14 * minute);
  await sender.send();
  assert.equal(gmail.asked.length, asked);
  gmail.google.control.failBy('messages.send', undefined);
  sender.clock.advance(2 * minute);
  await sender.send();
  assert.equal(await count('sent'), 3);
});

test('a bounce that names a mail of ours and tells of the limit lowers what is believed to be left', async () => {
  await sender.poll();
  gmail.google.control.limitSending({ messages: 30, told: 'returned' });
  await queueMany(30);
  await sender.send();
  sender.clock.advance(46_000);
  await sender.send();
  sender.clock.advance(minute);
  await sender.queue('Mail 31');
  await sender.send();
  assert.equal(await count('sent'), 31);
  sender.clock.advance(2 * minute);
  await sender.poll();
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.ok(limits.ok);
  assert.deepEqual([limits.value.limits[0]?.by, limits.value.limits[0]?.most, limits.value.pause?.because], ['heard', 30, 'limit-reached']);
});

test('in the sender’s hours mail leaves, outside of them it waits, unless it may at any hour', async () => {
  // From the next full hour on, whatever time it is now.
  const opensAt = Math.ceil((sender.clock.now() + 1) / hour) * hour;
  const from = new Date(opensAt).toISOString().slice(11, 16);
  const rules = { zone: 'UTC', hours: { clockOf: 'sender' as const, days: [1, 2, 3, 4, 5, 6, 7], from, until: '24:00' } };
  assert.deepEqual(await setRules(sender.ports, owner, connectionId, rules), { ok: true, value: rules });
  await sender.queue('In hours');
  await sender.send();
  assert.deepEqual(await sender.states(), { 'In hours': 'waiting sendHours' });
  sender.clock.advance(opensAt - sender.clock.now());
  await sender.send();
  assert.deepEqual(await sender.states(), { 'In hours': 'sent' });
});

test('what the service was too late for asks a person, and what waits for room anyway does not', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 1 });
  await queueMany(3);
  // Nobody looked for an hour: the first would have left, the second tomorrow.
  sender.clock.advance(hour);
  await sender.send();
  assert.deepEqual(Object.values(await sender.states()).sort(), ['held came-due-while-down', 'sent', 'waiting messagesPerDay']);
});

test('a bounce for the sender’s limit says nothing against the address', async () => {
  await sender.poll();
  gmail.google.control.limitSending({ messages: 0, told: 'returned' });
  await sender.queue('Mail 1');
  await sender.send();
  sender.clock.advance(2 * minute);
  await sender.poll();
  assert.deepEqual(await store.database.selectFrom('replies').select('verdict').execute(), [{ verdict: 'bounce' }]);
  assert.deepEqual(await store.database.selectFrom('suppressions').selectAll().execute(), []);
});

test('an administrator may allow more recipients per mail than is usual', async () => {
  const to = Array.from({ length: 120 }, (_, index) => ({ address: `person-${index}@client.example` }));
  await assert.rejects(sender.queue('To many', { to }), /recipients-too-many/);
  await overrideLimits(sender.ports, owner, connectionId, { plan: 'workspace', recipientsPerMessage: 200 });
  await sender.queue('To many', { to });
  await sender.send();
  assert.deepEqual(await sender.states(), { 'To many': 'sent' });
});

test('the numbers for operators tell what left, what waits and where nothing can leave', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 2 });
  await queueMany(3);
  await sender.send();
  const answer = await createApp(sender.ports)(new Request(`${serviceOrigin}/metrics`));
  const lines = (await answer.text()).split('\n').filter((line) => /^gck_(sending|sends_total|send_lateness_seconds_(count|sum))/.test(line));
  assert.deepEqual(lines.sort(), ['gck_send_lateness_seconds_count 2', 'gck_send_lateness_seconds_sum 0', 'gck_sending{what="parked"} 0', 'gck_sending{what="unclear"} 0', 'gck_sending{what="waiting"} 1', 'gck_sends_total{result="sent"} 2']);
});
