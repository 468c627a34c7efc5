import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { succeed } from '../../../../src/contract/index.ts';
import { lookAt } from '../../../../src/server/sending/dispatch/look.ts';
import { sendFrom } from '../../../../src/server/sending/dispatch/send-from.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import { overrideLimits } from '../../../../src/server/sending/rules/set-rules.ts';
import { noteSentMail } from '../../../../src/server/sending/settle/note-sent-mail.ts';
import { claimLooks } from '../../../../src/server/store/outgoing-claims.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { noteSentElsewhere } from '../../../../src/server/store/sending-history.ts';
import { claimSending, readSending, type SendingMailbox } from '../../../../src/server/store/sending-mailboxes.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, lea, owner, type GivenSender } from '../given-sender.ts';

/** Which mail goes first, which process has it in hand, and whose mails count. */
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
const claim = async (holder: string): Promise<SendingMailbox | undefined> => {
  const now = sender.clock.now();
  return (await claimSending(store.database, { now, leaseEndsAt: now + minute, holder, limit: 1 }))[0];
};

test('what is due first leaves first, in whatever order it was queued, and of what is due together what was queued first', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 3 });
  await sender.queue('Due third', {}, inHours(3));
  await sender.queue('Due first', {}, inHours(1));
  await sender.queue('Due second', {}, inHours(2));
  await sender.queue('Due second, queued later', {}, inHours(2));
  await sender.queue('Due tomorrow', {}, inHours(20));
  sender.clock.advance(3 * hour);
  // All of them waited for the same hour to open, and so nobody was late.
  const opensAt = new Date(sender.clock.now());
  await store.database.updateTable('outgoing_mails').set({ ready_at: opensAt }).where('due_at', '<=', opensAt).execute();
  await store.database.updateTable('sending_mailboxes').set({ next_at: opensAt }).execute();
  await sender.send();
  assert.deepEqual(await sender.states(), {
    'Due first': 'sent',
    'Due second': 'sent',
    'Due second, queued later': 'sent',
    'Due third': 'waiting messagesPerDay',
    'Due tomorrow': 'waiting messagesPerDay',
  });
});

test('a mail that is queued for later puts off nothing that is due', async () => {
  await sender.queue('Now');
  await sender.queue('Later', {}, inHours(20));
  await sender.send();
  assert.deepEqual(await sender.states(), { Now: 'sent', Later: 'waiting due-time' });
});

test('no mailbox is in two hands, and a process whose claim ended gives back nothing that another one holds', async () => {
  await sender.queue('Now');
  const first = await claim('first-process-0000');
  assert.ok(first);
  assert.equal(await claim('second-process-000'), undefined);
  sender.clock.advance(2 * minute);
  assert.ok(await claim('second-process-000'));
  await sendFrom(sender.ports, first, AbortSignal.abort());
  assert.equal((await readSending(store.database, connectionId))?.holder, 'second-process-000');
});

test('an attempt that is under way is nobody else’s until its lease has ended', async () => {
  await sender.queue('Now');
  const mailbox = await claim('first-process-0000');
  assert.ok(mailbox);
  await lookAt(sender.ports, mailbox, lea);
  await sender.settle();
  assert.deepEqual(await sender.states(), { Now: 'sending' });
});

test('a mail that is to be looked for is taken by one process, and by none before its time', async () => {
  await sender.queue('Now');
  gmail.google.control.failNext('messages.send', 'answer-lost');
  await sender.send();
  const take = async (): Promise<number> => (await claimLooks(store.database, sender.clock.now(), sender.clock.now() + 2 * minute, 10)).length;
  assert.equal(await take(), 0);
  sender.clock.advance(minute);
  assert.deepEqual([await take(), await take()], [1, 0]);
  sender.clock.advance(2 * minute);
  assert.equal(await take(), 1);
});

test('a mail that turns out to have left while it is looked for stays sent, whatever the look comes to', async () => {
  await sender.queue('Now');
  gmail.google.control.failNext('messages.send', 'answer-lost');
  await sender.send();
  sender.clock.advance(20 * minute);
  const [row] = await store.database.selectFrom('outgoing_mails').select('attempt_id').execute();
  const usual = sender.ports.gmail;
  const meanwhile = {
    ...sender.ports,
    gmail: {
      ...usual,
      findByMessageId: async () => succeed([]),
      // This list was made before; the mailbox’ own history tells of it while it is read.
      sentSince: async () => {
        await noteSentMail(sender.ports, { attemptId: row?.attempt_id ?? '', gmailId: 'seen-in-history', threadId: 'thread-1', at: sender.clock.now() });
        return succeed({ mails: [], nextPage: undefined });
      },
    },
  };
  await sender.settle(meanwhile);
  assert.deepEqual(await sender.states(), { Now: 'sent' });
});

test('what another mailbox sent, or what is heard of twice, takes no room here', async () => {
  await sender.queue('Ours');
  await sender.send();
  const [mine] = await store.database.selectFrom('outgoing_mails').selectAll().execute();
  assert.ok(mine);
  const at = new Date(sender.clock.now());
  const { place: _, ...copied } = mine;
  await store.database.insertInto('outgoing_mails').values({ ...copied, id: 'mail-of-another-box-1', connection_id: 'connection-of-hugo-01', attempt_id: 'attempt-of-another-1', gmail_id: 'gmail-of-another-1' }).execute();
  const elsewhere = [{ gmailId: 'by-hand', sentAt: at.getTime(), recipients: undefined }];
  await noteSentElsewhere(store.database, 'connection-of-hugo-01', elsewhere);
  await store.database.insertInto('heard_facts').values({ connection_id: 'connection-of-hugo-01', heard_at: at, fact: JSON.stringify({ kind: 'too-fast', heardAt: at.getTime(), retryAt: at.getTime() + hour }) }).execute();
  // The mailbox' history tells of ours as well, and of everything twice.
  for (let twice = 0; twice < 2; twice += 1) await noteSentElsewhere(store.database, connectionId, [{ gmailId: mine.gmail_id ?? '', sentAt: at.getTime(), recipients: undefined }, { gmailId: 'by-phone', sentAt: at.getTime(), recipients: undefined }]);
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.ok(limits.ok);
  const [day] = limits.value.limits;
  assert.deepEqual([day?.used, day?.usedElsewhere, limits.value.pause], [2, 1, undefined]);
});
