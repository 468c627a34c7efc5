import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fail } from '../../../../src/contract/index.ts';
import { sendTimeoutMs } from '../../../../src/server/google/send-mail.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { attemptSafely } from '../../../../src/server/sending/dispatch/attempt.ts';
import { attemptLeaseMs } from '../../../../src/server/sending/dispatch/attempt-lease.ts';
import { lookAt } from '../../../../src/server/sending/dispatch/look.ts';
import { parkMailbox } from '../../../../src/server/sending/dispatch/park.ts';
import { noteSentMails, type Taken } from '../../../../src/server/sending/settle/note-sent-mail.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { claimSending, notAtAll, readSending, type SendingMailbox } from '../../../../src/server/store/sending-mailboxes.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, lea, type GivenSender } from '../given-sender.ts';

const minute = 60_000;
const sendScope = 'https://www.googleapis.com/auth/gmail.send';

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

const claim = async (holder: string): Promise<SendingMailbox> => {
  const now = sender.clock.now();
  const [claimed] = await claimSending(store.database, { now, leaseEndsAt: now + 10 * minute, holder, limit: 1 });
  assert.ok(claimed);
  return claimed;
};

/** Who goes on with the token of the time before. */
const stopped = () => ({ email: lea, token: { value: gmail.google.control.issueAccess(lea, [sendScope]), scopes: [sendScope] }, noteSent: (taken: Taken) => noteSentMails(sender.ports, [taken]).then(() => undefined) });

test('the lease of an attempt outlasts the send of a usual mail, and is little more than a minute', () => {
  for (const timeoutMs of [1_000, 10_000, 60_000]) assert.ok(attemptLeaseMs(timeoutMs) > sendTimeoutMs(100_000, timeoutMs) + timeoutMs / 2);
  assert.ok(attemptLeaseMs(10_000) < 75_000);
});

/** A Gmail that notes until when the mail's attempt is believed in while it is handed over. */
const believing = (noted: number[]): Ports => ({
  ...sender.ports,
  gmail: {
    ...sender.ports.gmail,
    sendMail: async (...asked) => {
      const row = await store.database.selectFrom('outgoing_mails').select('attempt_ends_at').where('state', '=', 'sending').executeTakeFirstOrThrow();
      noted.push((row.attempt_ends_at?.getTime() ?? 0) - sender.clock.now());
      return sender.ports.gmail.sendMail(...asked);
    },
  },
});

test('a call that may outlast its lease asks others to wait for it before it begins, a usual one does not', async () => {
  const noted: number[] = [];
  const { timeoutMs } = sender.ports.settings.google;
  await sender.queue('Usual');
  await sender.send(believing(noted));
  await sender.queue('Late');
  const { claimed } = await lookAt(sender.ports, await claim('slow-process-00000'), lea);
  sender.clock.advance(attemptLeaseMs(timeoutMs) - 5_000);
  for (const mail of claimed) await attemptSafely(believing(noted), mail, stopped());
  assert.deepEqual(await sender.states(), { Usual: 'sent', Late: 'sent' });
  assert.equal(noted[0], attemptLeaseMs(timeoutMs));
  assert.ok((noted[1] ?? 0) > sendTimeoutMs(0, timeoutMs) && (noted[1] ?? 0) < attemptLeaseMs(timeoutMs));
});

test('a process that was stopped past its lease sends after all while nobody has given the mail up', async () => {
  await sender.queue('Renewal');
  const { claimed } = await lookAt(sender.ports, await claim('stopped-process-00'), lea);
  sender.clock.advance(3 * minute);
  for (const mail of claimed) await attemptSafely(sender.ports, mail, stopped());
  await sender.settle();
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'sent' }, ['Renewal', 1]]);
});

test('a process that was stopped between its claim and its call sends nothing that a person was asked about meanwhile', async () => {
  sender = await givenSender(store, { gmail, capabilities: ['send'] });
  await sender.queue('Renewal');
  const { claimed } = await lookAt(sender.ports, await claim('stopped-process-00'), lea);
  assert.equal(claimed.length, 1);
  sender.clock.advance(30 * minute);
  await sender.settle();
  assert.deepEqual(await sender.states(), { Renewal: 'held unclear' });
  for (const mail of claimed) await attemptSafely(sender.ports, mail, stopped());
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'held unclear' }]);
});

test('a process whose claim of a mailbox was followed by another one claims no mail', async () => {
  await sender.queue('Renewal');
  const first = await claim('first-process-0000');
  sender.clock.advance(11 * minute);
  const second = await claim('second-process-000');
  assert.deepEqual((await lookAt(sender.ports, first, lea)).claimed, []);
  assert.equal((await lookAt(sender.ports, second, lea)).claimed.length, 1);
});

test('a process that died after its claim leaves the mailbox to the next one, and its mail to be looked for', async () => {
  await sender.queue('Renewal');
  await lookAt(sender.ports, await claim('dead-process-00000'), lea);
  await sender.queue('Second');
  await sender.send();
  assert.deepEqual(await sender.states(), { Renewal: 'sending', Second: 'waiting turn' });
  sender.clock.advance(attemptLeaseMs(sender.ports.settings.google.timeoutMs) + 1);
  await sender.send();
  await sender.settle();
  assert.deepEqual(await sender.states(), { Renewal: 'checking', Second: 'sent' });
});

test('a mailbox that was connected again while it was found lost does not wait for a second time', async () => {
  await sender.queue('Renewal');
  const mailbox = await claim('slow-process-00000');
  const park = (grantNumber: number): Promise<void> => parkMailbox(sender.ports, mailbox, { because: 'reconnection', since: undefined, grantNumber });
  await park(1);
  assert.equal((await readSending(store.database, connectionId))?.nextAt, notAtAll);
  await store.database.updateTable('connections').set({ grant_number: 2 }).execute();
  await park(1);
  assert.equal((await readSending(store.database, connectionId))?.nextAt, sender.clock.now());
});

test('a mail that came due while Google could not be reached for hours asks a person, as one from before a lost connection does', async () => {
  await sender.queue('Renewal');
  const away: Ports = { ...sender.ports, gmail: { ...sender.ports.gmail, sendMail: () => Promise.resolve(fail({ code: 'unreachable' })) } };
  for (let round = 0; round < 18; round += 1) {
    await sender.send(away);
    sender.clock.advance(10 * minute);
  }
  await sender.send();
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'held came-due-while-disconnected' }]);
  await sender.queue('Afterwards');
  await sender.send();
  assert.deepEqual([...sender.taken()], [['Afterwards', 1]]);
});

test('a mail that cannot be read or composed any more failed, and keeps no other from leaving', async () => {
  for (const subject of ['Unreadable', 'Impossible', 'Usual']) await sender.queue(subject, subject === 'Impossible' ? { marketing: true } : {});
  await store.database.updateTable('outgoing_mails').set({ sealed_content: 'nonsense' }).where('subject', '=', 'Unreadable').execute();
  const { settings } = sender.ports;
  // RFC 8058 has no place for it.
  await sender.send({ ...sender.ports, settings: { ...settings, serviceOrigin: 'http://service.example' } });
  assert.deepEqual(await sender.states(), { Unreadable: 'failed content-unreadable', Impossible: 'failed content-unreadable', Usual: 'sent' });
});
