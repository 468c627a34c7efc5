import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sendFrom } from '../../../src/server/sending/dispatch/send-from.ts';
import { overrideLimits } from '../../../src/server/sending/rules/set-rules.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { openStore, type Store } from '../../../src/server/store/open.ts';
import { readSending } from '../../../src/server/store/sending-mailboxes.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { ownDatabase } from '../store/stores.ts';
import { connectionId, givenSender, owner, type GivenSender } from './given-sender.ts';

/** Two processes that send, on one PostgreSQL: two pools and truly parallel transactions, where the locks have to decide. */
const url = process.env['GCK_TEST_DATABASE_URL'];
const skip = url === undefined && 'GCK_TEST_DATABASE_URL names no PostgreSQL';

let stores: readonly [Store, Store];
let gmail: GivenGmail;
let sender: GivenSender;
let other: Ports;
const ends: (() => unknown)[] = [];

const open = async (at: string): Promise<Store> => {
  const opened = await openStore({ kind: 'postgres', url: at });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
};

before(async () => {
  if (url === undefined) return;
  const own = await ownDatabase({ after: (end) => void ends.push(end) });
  stores = [await open(own), await open(own)];
  gmail = await startGmail();
});
after(async () => {
  if (url === undefined) return;
  await gmail.close();
  await Promise.all(stores.map((store) => store.close()));
  for (const end of ends) await end();
});
beforeEach(async () => {
  if (url === undefined) return;
  gmail.google.control.reset();
  sender = await givenSender(stores[0], { gmail });
  other = { ...sender.ports, database: stores[1].database };
});

const queueMany = async (count: number): Promise<void> => {
  for (let number = 1; number <= count; number += 1) await sender.queue(`Mail ${number}`);
};

const sentTwice = (): readonly string[] => [...sender.taken()].flatMap(([subject, times]) => (times > 1 ? [subject] : []));

test('two processes that look at one mailbox again and again let go what its limits have room for, each mail once', { skip }, async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 12 });
  await queueMany(20);
  for (let round = 0; round < 4; round += 1) await Promise.all([sender.send(), sender.send(other), sender.send(), sender.send(other)]);
  assert.deepEqual([sender.taken().size, sentTwice()], [12, []]);
  const states = Object.values(await sender.states());
  assert.deepEqual([states.filter((each) => each === 'sent').length, states.filter((each) => each === 'waiting messagesPerDay').length], [12, 8]);
});

test('where the claim of one process ended while it was at work, the other goes on and nothing leaves twice', { skip }, async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 12 });
  await queueMany(20);
  const mailbox = await readSending(stores[0].database, connectionId);
  assert.ok(mailbox);
  const running = new AbortController().signal;
  await Promise.all([sender.ports, other, sender.ports, other].map((ports) => sendFrom(ports, mailbox, running)));
  assert.deepEqual([sender.taken().size, sentTwice()], [12, []]);
});

test('two processes that settle what was lost find each mail once, and send none again', { skip }, async () => {
  gmail.google.control.failBy('messages.send', () => 'answer-lost');
  await queueMany(1);
  await Promise.all([sender.send(), sender.send(other)]);
  gmail.google.control.failBy('messages.send', undefined);
  sender.clock.advance(60_000);
  await Promise.all([sender.settle(), sender.settle(other)]);
  await Promise.all([sender.send(), sender.send(other)]);
  assert.deepEqual([await sender.states(), [...sender.taken()]], [{ 'Mail 1': 'sent' }, [['Mail 1', 1]]]);
});
