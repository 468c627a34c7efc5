import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Fault } from '../../../../demo/google/faults.ts';
import { fail } from '../../../../src/contract/index.ts';
import type { RefreshFailure } from '../../../../src/server/google/google-port.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { hearBounce } from '../../../../src/server/sending/dispatch/hear-bounce.ts';
import { hear, type SlowDown } from '../../../../src/server/sending/dispatch/hear.ts';
import { sendFrom } from '../../../../src/server/sending/dispatch/send-from.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { claimSending, notAtAll, readSending, unparkSending } from '../../../../src/server/store/sending-mailboxes.ts';
import { factsSince } from '../../../../src/server/store/sending-history.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, lea, owner, type GivenSender } from '../given-sender.ts';

/** What each answer of Google's means for the mail that met it, for those behind it, and for when it is asked again. */
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

const mailbox = async () => {
  const found = await readSending(store.database, connectionId);
  assert.ok(found);
  return found;
};

const refusals: readonly (readonly [faults: readonly Fault[], state: string, others: string])[] = [
  // A token is made fresh once.
  [['token-refused', 'token-refused'], 'waiting reconnection', 'waiting reconnection'],
  [['scope-missing'], 'waiting permission', 'waiting permission'],
  [['domain-policy'], 'waiting google-policy', 'waiting google-policy'],
  [['bad-request'], 'failed refused-by-gmail', 'sent'],
  [['precondition-failed'], 'failed refused-by-gmail', 'sent'],
  [['user-rate'], 'waiting pause', 'waiting pause'],
  [['too-many-at-once'], 'waiting pause', 'waiting pause'],
  [['mailbox-quota'], 'waiting pause', 'waiting pause'],
  [['daily-sending-limit'], 'waiting pause', 'waiting pause'],
  [['retry-in-the-past'], 'waiting pause', 'waiting pause'],
];
for (const [faults, state, others] of refusals) {
  test(`a mail that meets ${faults.join(' and ')} is ${state}, the one behind it ${others}, and what waits leaves once, later`, async () => {
    for (const subject of ['First', 'Second']) await sender.queue(subject);
    // After trouble one goes first to see.
    await store.database.updateTable('sending_mailboxes').set({ failures: 1 }).execute();
    gmail.google.control.failNext('messages.send', ...faults);
    await sender.send();
    assert.deepEqual(await sender.states(), { First: state, Second: others });
    const { nextAt } = await mailbox();
    if (nextAt === notAtAll) await unparkSending(store.database, connectionId, sender.clock.now());
    else sender.clock.advance(Math.max(0, nextAt - sender.clock.now()));
    await sender.send();
    assert.deepEqual(await sender.states(), { First: state.startsWith('waiting') ? 'sent' : state, Second: 'sent' });
    assert.deepEqual([...sender.taken().values()].filter((times) => times > 1), []);
  });
}

const tokens: readonly (readonly [failure: RefreshFailure, state: string, again: boolean])[] = [
  [{ code: 'grant-lost', cause: 'unnamed' }, 'waiting reconnection', false],
  [{ code: 'google-unavailable' }, 'waiting google-away', true],
  [{ code: 'client-misconfigured' }, 'waiting google-away', true],
];
for (const [failure, state, again] of tokens) {
  test(`without a token because of ${failure.code} nothing is attempted, and Google is ${again ? 'asked again by itself' : 'left alone until a person acts'}`, async () => {
    await sender.queue('Renewal');
    await store.database.updateTable('connections').set({ access_token_ends_at: new Date(sender.clock.now()) }).execute();
    const asked = gmail.asked.length;
    const refusing: Ports = { ...sender.ports, google: { ...sender.ports.google, refresh: async () => fail(failure) } };
    await sender.send(refusing);
    assert.deepEqual(await sender.states(), { Renewal: state });
    const waits: number[] = [];
    for (let round = 0; round < 3 && again; round += 1) {
      waits.push((await mailbox()).nextAt - sender.clock.now());
      sender.clock.advance(waits.at(-1) ?? 0);
      await sender.send(refusing);
    }
    assert.deepEqual(waits, again ? [15_000, 30_000, 60_000] : []);
    assert.equal((await mailbox()).nextAt === notAtAll, !again);
    assert.equal(gmail.asked.length, asked);
    assert.deepEqual(await store.database.selectFrom('outgoing_mails').select('attempt_id').execute(), [{ attempt_id: null }]);
  });
}

test('a token that Gmail refuses and Google does not renew takes nothing from a mail that was about to leave', async () => {
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'token-refused');
  await sender.send({ ...sender.ports, google: { ...sender.ports.google, refresh: async () => fail({ code: 'grant-lost', cause: 'unnamed' }) } });
  assert.deepEqual(await sender.states(), { Renewal: 'waiting reconnection' });
  assert.equal((await mailbox()).nextAt, notAtAll);
});

test('a pause grows with every trouble, and the first mail that leaves ends that', async () => {
  await sender.queue('Renewal');
  const away: Ports = { ...sender.ports, gmail: { ...sender.ports.gmail, sendMail: async () => fail({ code: 'unreachable' }) } };
  await sender.send(away);
  assert.ok((await mailbox()).failures > 0);
  sender.clock.advance((await mailbox()).nextAt - sender.clock.now());
  await sender.send();
  assert.deepEqual([await sender.states(), (await mailbox()).failures], [{ Renewal: 'sent' }, 0]);
});

test('what leaves between two losses of a connection was not late for the first', async () => {
  await sender.queue('First');
  await sender.queue('Second', {}, { kind: 'at', wall: new Date(sender.clock.now() + 2 * hour).toISOString().slice(0, 16), zone: 'UTC' });
  // It was found lost long ago, and the mail of today is the first to leave again; with it Gmail is lost anew.
  await store.database.updateTable('sending_mailboxes').set({ parked: 'google-away', parked_at: new Date(sender.clock.now() - 10 * minute) }).execute();
  sender.clock.advance(2 * hour);
  await store.database.updateTable('outgoing_mails').set({ due_at: new Date(sender.clock.now()), ready_at: new Date(sender.clock.now()) }).execute();
  let calls = 0;
  const usual = sender.ports.gmail;
  const lost: Ports = { ...sender.ports, gmail: { ...usual, sendMail: async (...asked: Parameters<typeof usual.sendMail>) => ((calls += 1) > 1 ? fail({ code: 'unreachable' }) : usual.sendMail(...asked)) } };
  await sender.send(lost);
  assert.equal((await mailbox()).parkedAt, sender.clock.now());
});

test('a process that is told to end claims no further mail', async () => {
  await sender.queue('Renewal');
  const now = sender.clock.now();
  const [claimed] = await claimSending(store.database, { now, leaseEndsAt: now + minute, holder: 'ending-process-000', limit: 1 });
  assert.ok(claimed);
  await sendFrom(sender.ports, claimed, AbortSignal.abort());
  assert.deepEqual([await sender.states(), (await mailbox()).holder], [{ Renewal: 'waiting turn' }, undefined]);
});

test('of several answers to calls that were made together the strictest is kept, with what had been counted', async () => {
  for (const subject of ['First', 'Second']) await sender.queue(subject);
  await sender.send();
  const now = sender.clock.now();
  sender.clock.advance(1_000);
  const answers: SlowDown[] = [
    { code: 'slow-down', who: 'mailbox', retryAt: now + minute, says: undefined },
    { code: 'slow-down', who: 'mailbox', retryAt: undefined, says: { kind: 'limit-reached', limit: 'messages' } },
    { code: 'slow-down', who: 'mailbox', retryAt: now + hour, says: { kind: 'sending-paused' } },
  ];
  await hear(sender.ports, await mailbox(), lea, answers);
  const facts = await factsSince(store.database, connectionId, now - hour);
  assert.deepEqual(facts.map((fact) => [fact.kind, 'counted' in fact && fact.counted]), [['limit-reached', 2]]);
});

test('a bounce that tells of a limit has what waits looked at anew, and one that tells of anything else changes nothing', async () => {
  await sender.queue('Sent');
  await sender.send();
  await sender.queue('Waits', {}, { kind: 'at', wall: new Date(sender.clock.now() + 2 * hour).toISOString().slice(0, 16), zone: 'UTC' });
  await sender.send();
  const { nextAt } = await mailbox();
  await hearBounce(sender.ports, connectionId, { words: { kind: 'sending-paused' }, reachedAt: sender.clock.now() });
  assert.deepEqual([(await mailbox()).nextAt, (await factsSince(store.database, connectionId, 0)).length], [nextAt, 0]);
  await hearBounce(sender.ports, connectionId, { words: { kind: 'limit-reached', limit: 'messages' }, reachedAt: sender.clock.now() });
  assert.deepEqual([(await mailbox()).nextAt, (await factsSince(store.database, connectionId, 0)).length], [sender.clock.now(), 1]);
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.equal(limits.ok && limits.value.pause?.because, 'limit-reached');
});
