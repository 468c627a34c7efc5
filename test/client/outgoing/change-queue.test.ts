import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, succeed, type OutgoingMail, type Outcome } from '../../../src/contract/index.ts';
import { createChangeQueue } from '../../../src/client/outgoing/change-queue.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { OutgoingClient } from '../../../src/client/outgoing/outgoing-client.ts';
import type { PendingChange } from '../../../src/client/outgoing/pending-change.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenOutgoing } from './given-outgoing.ts';

const cancelled = { kind: 'cancelled', at: '2026-03-03T12:00:00.000Z', reason: { code: 'by-person' } } as const;

/** A service that answers what the test says, and a device that keeps what it is given. */
const given = (kept: readonly PendingChange[] = []) => {
  const world = {
    user: 'lea',
    calls: [] as string[],
    kept: new Map(kept.map((each) => [each.mailId, each])),
    answers: [] as (Outcome<OutgoingMail, ClientFailure> | Promise<Outcome<OutgoingMail, ClientFailure>>)[],
    now: givenOutgoing(),
    taken: [] as OutgoingMail[],
  };
  const client = {
    userKey: async () => world.user,
    content: async () => succeed({ mail: world.now, content: { to: [], subject: '' } }),
    carryOut: async (id: string, version: number, { kind }: { readonly kind: string }) => {
      world.calls.push(`${kind} ${id} ${version}`);
      return world.answers.shift() ?? succeed({ ...world.now, id, state: cancelled });
    },
  } as Partial<OutgoingClient> as OutgoingClient;
  const cache = {
    read: async () => undefined,
    write: async () => undefined,
    changes: async () => [],
    keep: async (_key: string, change: PendingChange) => void world.kept.set(change.mailId, change),
    drop: async (_key: string, mailId: string) => void world.kept.delete(mailId),
  };
  const queue = createChangeQueue('lea', kept, { client, cache, clock: givenClock(), onChange: () => undefined, onMail: (mail) => world.taken.push(mail) });
  return { world, queue };
};
const stands = ({ queue }: ReturnType<typeof given>): readonly string[] => queue.changes.map(({ stand }) => stand.kind);
const change = (mailId: string, madeAt: number): PendingChange => ({ mailId, version: 1, wish: { kind: 'cancel' }, madeAt, stand: { kind: 'kept' } });

test('what is decided is kept before it is told, and forgotten once the service has it', async () => {
  const { world, queue } = given();
  const mail = givenOutgoing();
  queue.add(mail, { kind: 'cancel' });
  assert.deepEqual([...world.kept.keys()], [mail.id]);
  await settle();
  assert.deepEqual(world.calls, [`cancel ${mail.id} 1`]);
  assert.equal(world.kept.size, 0);
  assert.deepEqual(queue.changes, []);
});

test('what was kept is told in the order in which it was decided, and no further than the network reaches', async () => {
  const all = given([change('b', 2), change('a', 1), change('c', 3)]);
  all.world.answers.push(succeed(givenOutgoing()), fail({ code: 'network-failed' }));
  all.queue.tell();
  await settle();
  assert.deepEqual(all.world.calls, ['cancel a 1', 'cancel b 1']);
  assert.deepEqual(stands(all), ['kept', 'kept']);
  all.queue.tell();
  await settle();
  assert.deepEqual(all.world.calls.slice(2), ['cancel b 1', 'cancel c 1']);
  assert.equal(all.world.kept.size, 0);
});

test('an answer that was lost is no conflict: the mail is as it was wished', async () => {
  const all = given();
  all.world.now = givenOutgoing({ state: cancelled });
  all.world.answers.push(fail({ code: 'timed-out' }), fail({ code: 'outgoing-changed' }));
  all.queue.add(givenOutgoing(), { kind: 'cancel' });
  await settle();
  assert.deepEqual(stands(all), ['kept']);
  all.queue.tell();
  await settle();
  assert.deepEqual(all.queue.changes, []);
});

test('a mail that somebody changed is a conflict, and keeping one’s own names the new version', async () => {
  const all = given();
  all.world.now = givenOutgoing({ version: 5 });
  all.world.answers.push(fail({ code: 'outgoing-changed' }));
  const mail = givenOutgoing();
  all.queue.add(mail, { kind: 'cancel' });
  await settle();
  assert.deepEqual(stands(all), ['conflict']);
  all.queue.keepMine(mail.id);
  await settle();
  assert.deepEqual(all.world.calls, [`cancel ${mail.id} 1`, `cancel ${mail.id} 5`]);
  assert.deepEqual(all.queue.changes, []);
});

test('a refusal is shown once and kept no longer', async () => {
  const all = given();
  all.world.answers.push(fail({ code: 'outgoing-leaving' }));
  const mail = givenOutgoing();
  all.queue.add(mail, { kind: 'cancel' });
  await settle();
  assert.deepEqual(stands(all), ['refused']);
  assert.equal(all.world.kept.size, 0);
  all.queue.tell();
  await settle();
  assert.equal(all.world.calls.length, 1);
  all.queue.drop(mail.id);
  assert.deepEqual(all.queue.changes, []);
});

test('nothing is told in the name of somebody else', async () => {
  const all = given([change('a', 1)]);
  all.world.user = 'max';
  all.queue.tell();
  await settle();
  assert.deepEqual(all.world.calls, []);
  assert.deepEqual(stands(all), ['kept']);
});

test('a later wish takes the place of a kept one, and speaks of the version that was seen first', async () => {
  const all = given([change('a', 1)]);
  all.queue.add({ ...givenOutgoing({ id: 'a' }), version: 1 }, { kind: 'send-now' });
  await settle();
  assert.deepEqual(all.world.calls, ['send-now a 1']);
});

test('what is wished while an earlier wish is on its way is about what came of that', async () => {
  const { world, queue } = given();
  const mail = givenOutgoing();
  const first = Promise.withResolvers<Outcome<OutgoingMail, ClientFailure>>();
  world.answers.push(first.promise, succeed({ ...mail, version: 3 }));
  queue.add(mail, { kind: 'order', place: { kind: 'first' } });
  await settle();
  first.resolve(succeed({ ...mail, version: 2 }));
  queue.add(mail, { kind: 'order', place: { kind: 'after', mailId: 'outgoing-beside-it' } });
  await settle();
  assert.deepEqual(world.calls, [`order ${mail.id} 1`, `order ${mail.id} 2`]);
  assert.deepEqual(queue.changes, []);
});

test('a mail that has left its line is not moved, and that is said once', async () => {
  const all = given();
  const mail = givenOutgoing();
  all.world.now = mail;
  all.world.answers.push(fail({ code: 'order-changed' }));
  all.queue.add(mail, { kind: 'order', place: { kind: 'before', mailId: 'outgoing-beside-it' } });
  await settle();
  assert.deepEqual([stands(all), all.world.kept.size], [['refused'], 0]);
});
