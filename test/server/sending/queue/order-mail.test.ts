import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { LinePlace, OutgoingMail, When } from '../../../../src/contract/index.ts';
import { orderMail } from '../../../../src/server/sending/queue/order-mail.ts';
import { soonestOutgoing } from '../../../../src/server/sending/queue/pages-of-outgoing.ts';
import { overrideLimits } from '../../../../src/server/sending/rules/set-rules.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;
let earlier: number;

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
  earlier = gmail.google.control.sentMails().length;
});

const order = async (mail: OutgoingMail, place: LinePlace, version = mail.version): Promise<OutgoingMail | string> => {
  const moved = await orderMail(sender.ports, caller, mail.id, version, place);
  return moved.ok ? moved.value : moved.failure.code;
};

/** Four mails of which none may leave, each queued a second after the one before. */
const waiting = async (when?: When): Promise<[OutgoingMail, OutgoingMail, OutgoingMail, OutgoingMail]> => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 1 });
  await sender.queue('Reached the limit');
  await sender.send();
  earlier = gmail.google.control.sentMails().length;
  const queue = async (subject: string): Promise<OutgoingMail> => {
    if (when === undefined) gmail.clock.advance(1_000);
    return sender.queue(subject, {}, when);
  };
  return [await queue('One'), await queue('Two'), await queue('Three'), await queue('Four')];
};

const leftInOrder = async (): Promise<readonly string[]> => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 100 });
  await sender.send();
  return gmail.google.control.sentMails().slice(earlier).map(({ headers }) => headers.find(({ name }) => /^subject$/i.test(name))?.value ?? '');
};

const line = async (): Promise<readonly string[]> => (await soonestOutgoing(sender.ports, owner, { connectionId: undefined, limit: 10 })).mails.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.place - b.place).map(({ subject }) => subject);

test('mails leave in the order in which they were queued, until a person moves one', async () => {
  const [one, two, three, four] = await waiting();
  assert.equal(typeof (await order(four, { kind: 'first' })), 'object');
  assert.equal(typeof (await order(one, { kind: 'after', mailId: two.id })), 'object');
  assert.equal(typeof (await order(three, { kind: 'before', mailId: two.id })), 'object');
  assert.deepEqual(await line(), ['Four', 'Three', 'Two', 'One']);
  assert.deepEqual(await leftInOrder(), ['Four', 'Three', 'Two', 'One']);
});

test('the forecast follows: whoever leaves next is expected first', async () => {
  const [one, , , four] = await waiting();
  const moved = await order(four, { kind: 'first' });
  assert.ok(typeof moved === 'object');
  const { mails } = await soonestOutgoing(sender.ports, owner, { connectionId, limit: 2 });
  const leavesAt = (id: string): string | undefined => mails.flatMap(({ id: found, state }) => (found === id && state.kind === 'waiting' ? state.leavesAt : undefined))[0] ?? undefined;
  assert.deepEqual(new Set(mails.map(({ id }) => id)), new Set([four.id, one.id]));
  assert.ok((leavesAt(four.id) ?? '') <= (leavesAt(one.id) ?? ''));
});

test('of mails that are due at one time tomorrow the order changes, and not the time', async () => {
  const when = { kind: 'at', wall: new Date(sender.clock.now() + 86_400_000).toISOString().slice(0, 16), zone: 'UTC' } as const;
  const [one, two, , four] = await waiting(when);
  const first = await order(four, { kind: 'first' });
  assert.ok(typeof first === 'object');
  assert.deepEqual([first.dueAt, first.chosen, first.version], [four.dueAt, four.chosen, four.version + 1]);
  await order(one, { kind: 'after', mailId: two.id });
  assert.deepEqual(await line(), ['Four', 'Two', 'One', 'Three']);
});

test('a mail stays where it is when it stands there already, and nobody is told', async () => {
  const [one] = await waiting();
  const same = await order(one, { kind: 'first' });
  assert.ok(typeof same === 'object');
  assert.deepEqual([same.version, same.change], [one.version, one.change]);
});

test('a mail is not put beside one that has left, is due at another time, or is itself', async () => {
  const [one, two] = await waiting();
  const tomorrow = await sender.queue('Tomorrow', {}, { kind: 'at', wall: new Date(sender.clock.now() + 86_400_000).toISOString().slice(0, 16), zone: 'UTC' });
  await sender.decide(two, { kind: 'cancel' });
  for (const mailId of [two.id, tomorrow.id, one.id, 'nobody-knows-this-mail']) assert.equal(await order(one, { kind: 'before', mailId }), 'order-changed');
  assert.equal(await order(tomorrow, { kind: 'before', mailId: one.id }), 'order-changed');
});

test('what was changed, has left or has ended meanwhile is not moved', async () => {
  const [one, two, three] = await waiting();
  assert.equal(await order(one, { kind: 'first' }, one.version + 1), 'outgoing-changed');
  await sender.decide(two, { kind: 'cancel' });
  assert.equal(await order(two, { kind: 'first' }), 'outgoing-ended');
  await leftInOrder();
  assert.equal(await order(three, { kind: 'first' }), 'outgoing-leaving');
  assert.equal(await order({ ...one, id: 'nobody-knows-this-mail' }, { kind: 'first' }), 'outgoing-unknown');
});

test('there is room between two mails however often one is put there', async () => {
  const [one, two, three] = await waiting();
  let moved = await order(three, { kind: 'before', mailId: two.id });
  for (let turn = 0; turn < 20; turn += 1) {
    assert.ok(typeof moved === 'object');
    moved = await order(moved, turn % 2 === 0 ? { kind: 'before', mailId: one.id } : { kind: 'after', mailId: one.id });
  }
  assert.deepEqual((await line()).slice(0, 3), ['One', 'Three', 'Two']);
});

test('between two mails there is room for very many moves, and where there is none left the person is told', async () => {
  const [first, second, third] = await waiting();
  let [near, far] = [second, third];
  const told: string[] = [];
  for (let move = 0; move < 200 && told.length === 0; move += 1) {
    const moved = await order(far, { kind: 'after', mailId: first.id });
    if (typeof moved === 'string') told.push(moved);
    else [near, far] = [moved, near];
  }
  assert.deepEqual(told, ['order-changed']);
  const places = await store.database.selectFrom('outgoing_mails').select('place').where('state', '=', 'waiting').execute();
  assert.equal(new Set(places.map(({ place }) => String(place))).size, places.length);
});
