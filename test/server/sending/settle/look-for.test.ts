import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fail, succeed } from '../../../../src/contract/index.ts';
import type { GmailPort } from '../../../../src/server/google/gmail-port.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { attemptHeader } from '../../../../src/server/sending/channel/attempt-header.ts';
import { afterLook, giveUpMs, lookForMs, type AfterLook, type Looked } from '../../../../src/server/sending/settle/after-look.ts';
import { seeAttempt } from '../../../../src/server/sending/settle/see-attempt.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, type GivenSender } from '../given-sender.ts';

/** Whatever the mailbox shows or does not show, no mail is called unsent that may have left, and none is sent again. */
const minute = 60_000;

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

const judged: readonly (readonly [looked: Looked, age: number, AfterLook])[] = [
  ['not-there', 0, { kind: 'again', at: 10_000 }],
  ['not-there', lookForMs - 1, { kind: 'again', at: lookForMs - 1 + 10_000 }],
  ['not-there', lookForMs, { kind: 'hold', lookedFor: true }],
  ['not-all', lookForMs, { kind: 'again', at: lookForMs + 10_000 }],
  ['could-not', lookForMs, { kind: 'again', at: lookForMs + 10_000 }],
  ['not-all', giveUpMs, { kind: 'hold', lookedFor: false }],
  ['could-not', giveUpMs, { kind: 'hold', lookedFor: false }],
  ['may-not', 0, { kind: 'hold', lookedFor: false }],
];
test('a person is asked when all was read for long enough, or when nobody can look', () => {
  for (const [looked, age, expected] of judged) assert.deepEqual(afterLook(looked, { attemptedAt: 0, looks: 0, now: age }), expected, `${looked} after ${age}`);
  const waits = [0, 1, 2, 10, 1_000].map((looks) => afterLook('not-there', { attemptedAt: 0, looks, now: 0 }));
  assert.deepEqual(waits.map((each) => each.kind === 'again' && each.at), [10_000, 20_000, 40_000, 600_000, 600_000]);
});

/** A mail of which Gmail’s answer was lost, before a mailbox that shows what `change` says. */
const unclear = async (change: Partial<GmailPort>): Promise<{ readonly ports: Ports; readonly attemptId: string }> => {
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'connection-lost');
  await sender.send();
  const { attempt_id: attemptId } = await store.database.selectFrom('outgoing_mails').select('attempt_id').executeTakeFirstOrThrow();
  return { ports: { ...sender.ports, gmail: { ...sender.ports.gmail, findByMessageId: async () => succeed([]), ...change } }, attemptId: attemptId ?? '' };
};
const settleFor = async (ports: Ports, looks: number): Promise<readonly string[]> => {
  for (let look = 0; look < looks; look += 1) {
    sender.clock.advance(11 * minute);
    await sender.settle(ports);
  }
  return Object.values(await sender.states());
};
const found = (gmailId: string) => ({ gmailId, threadId: 'thread-1' });
const headersOf = (gmailId: string, attemptId: string) => succeed({ ...found(gmailId), labels: ['SENT'], receivedAt: sender.clock.now(), headers: [{ name: attemptHeader, value: attemptId }] });

test('in a mailbox from which very much leaves each look goes on where the one before ended, until all is read', async () => {
  const mails = Array.from({ length: 130 }, (_, index) => found(`sent-${index}`));
  const read = new Set<string>();
  let attempt = '';
  const { ports, attemptId } = await unclear({
    sentSince: async () => succeed({ mails, nextPage: undefined }),
    // The oldest are read first, and it is among the last.
    headers: async (_token, gmailId) => (read.add(gmailId), headersOf(gmailId, gmailId === 'sent-2' ? attempt : 'attempt-of-another-mail')),
  });
  attempt = attemptId;
  assert.deepEqual(await settleFor(ports, 3), ['checking']);
  assert.equal(read.size, 120);
  assert.deepEqual(await settleFor(ports, 1), ['sent']);
});

test('a mailbox of which only a part could be listed says nothing of what is not there', async () => {
  let page = 0;
  const { ports } = await unclear({
    sentSince: async () => succeed({ mails: Array.from({ length: 100 }, (_, index) => found(`sent-${(page += 1)}-${index}`)), nextPage: 'more' }),
    headers: async (_token, gmailId) => headersOf(gmailId, 'attempt-of-another-mail'),
  });
  assert.deepEqual(await settleFor(ports, 12), ['checking']);
});

test('while Gmail does not answer nothing is concluded for a day, and then a person is asked', async () => {
  const { ports } = await unclear({ sentSince: async () => fail({ code: 'google-unavailable' }) });
  assert.deepEqual(await settleFor(ports, 60), ['checking']);
  sender.clock.advance(giveUpMs);
  assert.deepEqual(await settleFor(ports, 1), ['held unclear']);
});

test('a mail that was deleted while it was looked at keeps none of the others from being read', async () => {
  let attempt = '';
  const { ports, attemptId } = await unclear({
    sentSince: async () => succeed({ mails: [found('sent-1'), found('deleted-0')], nextPage: undefined }),
    headers: async (_token, gmailId) => (gmailId === 'deleted-0' ? fail({ code: 'mail-gone' }) : headersOf(gmailId, attempt)),
  });
  attempt = attemptId;
  assert.deepEqual(await settleFor(ports, 1), ['sent']);
});

test('a look that stumbles keeps no other mail from being found, and is made again', async () => {
  let stumbles = true;
  let attempt = '';
  const { ports, attemptId } = await unclear({
    sentSince: async () => {
      if (stumbles) throw new TypeError('Failed to read: the answer was of another world');
      return succeed({ mails: [found('sent-1')], nextPage: undefined });
    },
    headers: async (_token, gmailId) => headersOf(gmailId, attempt),
  });
  attempt = attemptId;
  assert.deepEqual(await settleFor(ports, 1), ['checking']);
  stumbles = false;
  assert.deepEqual(await settleFor(ports, 1), ['sent']);
});

test('an attempt that is seen in another mailbox, or of which nobody knows, is none', async () => {
  const { attemptId } = await unclear({});
  const seen = (id: string) => ({ ...found('sent-1'), receivedAt: sender.clock.now(), headers: [{ name: attemptHeader, value: id }] });
  assert.equal(await seeAttempt(sender.ports, 'connection-of-hugo-01', seen(attemptId)), false);
  assert.equal(await seeAttempt(sender.ports, connectionId, seen('attempt-nobody-made')), false);
  assert.deepEqual(Object.values(await sender.states()), ['checking']);
  assert.equal(await seeAttempt(sender.ports, connectionId, seen(attemptId)), true);
  // Told twice it is told once, and the first word stays.
  assert.equal(await seeAttempt(sender.ports, connectionId, { ...seen(attemptId), gmailId: 'sent-2' }), false);
  assert.deepEqual(await store.database.selectFrom('outgoing_mails').select(['state', 'gmail_id']).execute(), [{ state: 'sent', gmail_id: 'sent-1' }]);
});

for (const [failure, tries] of [['google-unavailable', 5], ['mail-gone', 1], ['permission-missing', 1]] as const) {
  test(`a mail that left, and cannot be read back because of ${failure}, is asked for ${tries === 1 ? 'once' : 'a few times'} and stays sent`, async () => {
    await sender.queue('Renewal');
    await sender.send();
    let asked = 0;
    const ports = { ...sender.ports, gmail: { ...sender.ports.gmail, headers: async () => ((asked += 1), fail({ code: failure })) } };
    assert.deepEqual(await settleFor(ports, 12), ['sent']);
    assert.equal(asked, tries);
  });
}
