import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { zoneRules } from '../../../src/server/sending/dispatch/sending-state.ts';
import { rereadClocks } from '../../../src/server/sending/schedule/reread-clocks.ts';
import type { ZoneRules } from '../../../src/server/sending/schedule/zone-rules.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { givenSender, type GivenSender } from './given-sender.ts';

const hour = 3_600_000;
/** A parliament had Paris stay an hour further ahead. */
const others: ZoneRules = { has: (zone) => zoneRules.has(zone), offsetAt: (zone, at) => zoneRules.offsetAt(zone, at) + (zone === 'Europe/Paris' ? hour : 0) };

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
  sender = await givenSender(store, { gmail });
});

const dueOf = async (subject: string): Promise<string | undefined> => (await sender.mails()).find((mail) => mail.subject === subject)?.dueAt;

test('a mail stays due when its wall clock shows the chosen time, whatever becomes of the clocks', async () => {
  const paris = await sender.queue('In Paris', {}, { kind: 'at', wall: '2026-06-03T09:00', zone: 'Europe/Paris' });
  const tokyo = await sender.queue('In Tokyo', {}, { kind: 'at', wall: '2026-06-03T09:00', zone: 'Asia/Tokyo' });
  assert.equal(await rereadClocks(sender.ports, zoneRules), 0);
  assert.equal(await rereadClocks(sender.ports, others), 1);
  assert.deepEqual([await dueOf('In Paris'), await dueOf('In Tokyo')], [new Date(Date.parse(paris.dueAt) - hour).toISOString(), tokyo.dueAt]);
  assert.equal((await sender.mails()).find(({ subject }) => subject === 'In Paris')?.chosen?.wall, '2026-06-03T09:00');
});

test('a mail that was told to leave at once does not go back to the time it had before', async () => {
  const mail = await sender.queue('In Paris', {}, { kind: 'at', wall: '2026-06-03T09:00', zone: 'Europe/Paris' });
  await sender.decide(mail, { kind: 'send-now' });
  assert.equal(await rereadClocks(sender.ports, others), 0);
  assert.equal(await dueOf('In Paris'), new Date(sender.clock.now()).toISOString());
});

test('a mail whose clock was changed is looked at in time, and a page that shows the old time is told', async () => {
  const mail = await sender.queue('In Paris', {}, { kind: 'at', wall: '2026-06-03T09:00', zone: 'Europe/Paris' });
  await store.database.updateTable('sending_mailboxes').set({ next_at: new Date('9999-12-31T00:00:00.000Z') }).execute();
  await rereadClocks(sender.ports, others);
  const { next_at: next } = await store.database.selectFrom('sending_mailboxes').select('next_at').executeTakeFirstOrThrow();
  assert.ok(next.getTime() <= Date.parse(mail.dueAt) - hour);
  assert.equal(await sender.decide(mail, { kind: 'cancel' }), 'outgoing-changed');
});
