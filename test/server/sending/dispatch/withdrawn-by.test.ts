import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Store } from '../../../../src/server/store/open.ts';
import { nextChange } from '../../../../src/server/store/feeds.ts';
import { insertReplies, type NewReply } from '../../../../src/server/store/replies.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

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

const came = async (change: Partial<NewReply>): Promise<void> => {
  const now = sender.clock.now();
  await store.database.transaction().execute(async (transaction) => {
    await insertReplies(transaction, [
      {
        id: 'reply-000000000001',
        owner,
        connectionId,
        gmailId: 'came-1',
        threadId: 'thread-1',
        messageId: undefined,
        receivedAt: now,
        foundAt: now,
        from: { name: 'Anna', address: 'anna@globex.example' },
        subject: 'Re: First',
        judged: { verdict: 'reply', confidence: 0.9, evidence: [], bounce: undefined, returnDate: undefined, meeting: undefined },
        foundIn: 'inbox',
        answers: undefined,
        sealedText: undefined,
        seenAt: undefined,
        change: await nextChange(transaction, owner),
        ...change,
      },
    ]);
  });
};

const bounced = (recipients: string[]): NewReply['judged'] => ({
  verdict: 'bounce',
  confidence: 0.9,
  evidence: [],
  bounce: { kind: 'hard', recipients, status: '5.1.1' },
  returnDate: undefined,
  meeting: undefined,
});

/** A mail to Anna that left, and two that wait: one for her, one for somebody else. */
const givenMails = async (): Promise<string> => {
  const to = (address: string) => ({ to: [{ address }] });
  await sender.queue('First', to('anna@globex.example'));
  await sender.send();
  const later = { kind: 'at', wall: new Date(sender.clock.now() + 2 * hour).toISOString().slice(0, 16), zone: 'UTC' } as const;
  await sender.queue('For Anna', to('anna@globex.example'), later);
  await sender.queue('For a stranger', to('stranger@other.example'), later);
  sender.clock.advance(hour);
  return (await store.database.selectFrom('tracked_mails').select('id').executeTakeFirstOrThrow()).id;
};

const outcomes = async (): Promise<Readonly<Record<string, string>>> => {
  sender.clock.advance(hour);
  await sender.send();
  return sender.states();
};

test('what waits for whoever answered is withdrawn, and may be sent anyway', async () => {
  await givenMails();
  await came({ from: { name: 'Anna', address: 'Anna@GLOBEX.example' } });
  assert.deepEqual(await outcomes(), { First: 'sent', 'For Anna': 'cancelled answered', 'For a stranger': 'sent' });
  const mail = (await sender.mails()).find(({ subject }) => subject === 'For Anna');
  assert.ok(mail);
  await sender.decide(mail, { kind: 'decide', decision: { kind: 'send' } });
  await sender.send();
  assert.equal((await sender.states())['For Anna'], 'sent');
});

test('a bounce withdraws what waits for whom the mail that came back went to, and for nobody else that it names', async () => {
  const tracked = await givenMails();
  const answers: NewReply['answers'] = { id: tracked, subject: 'First', sentAt: sender.clock.now(), reference: undefined };
  await came({ judged: bounced(['anna@globex.example', 'stranger@other.example']), answers });
  assert.deepEqual(await outcomes(), { First: 'sent', 'For Anna': 'cancelled bounced', 'For a stranger': 'sent' });
});

test('a bounce that names no mail of ours withdraws nothing', async () => {
  await givenMails();
  await came({ judged: bounced(['anna@globex.example', 'stranger@other.example']) });
  assert.deepEqual(await outcomes(), { First: 'sent', 'For Anna': 'sent', 'For a stranger': 'sent' });
});

const verdictOf = (verdict: NewReply['judged']['verdict']): NewReply['judged'] => ({ verdict, confidence: 0.9, evidence: [], bounce: undefined, returnDate: undefined, meeting: undefined });
const correct = async (verdict: NewReply['judged']['verdict']): Promise<void> => {
  await store.database.updateTable('replies').set({ corrected_verdict: verdict }).execute();
};
/** All but an answer and a bounce for good. */
const otherVerdicts = ['possible-reply', 'delay-notice', 'auto-reply', 'calendar-answer', 'read-receipt', 'list', 'forward', 'own', 'other'] as const;
const everything = { First: 'sent', 'For Anna': 'sent', 'For a stranger': 'sent' };
const withdrawn = { ...everything, 'For Anna': 'cancelled answered' };

for (const verdict of otherVerdicts) {
  test(`what came as ${verdict} withdraws nothing`, async () => {
    await givenMails();
    await came({ judged: verdictOf(verdict) });
    assert.deepEqual(await outcomes(), everything);
  });
}

test('a person’s own word on what came counts, in both directions', async () => {
  await givenMails();
  await came({});
  await correct('auto-reply');
  assert.deepEqual(await outcomes(), everything);
  sender = await givenSender(store, { gmail });
  await givenMails();
  await came({ judged: verdictOf('auto-reply') });
  await correct('reply');
  assert.deepEqual(await outcomes(), withdrawn);
});

test('an address that could not take a mail for now is written to again', async () => {
  const tracked = await givenMails();
  const answers: NewReply['answers'] = { id: tracked, subject: 'First', sentAt: sender.clock.now(), reference: undefined };
  const judged = bounced(['anna@globex.example']);
  await came({ judged: { ...judged, bounce: { kind: 'soft', recipients: ['anna@globex.example'], status: '4.2.2' } }, answers });
  assert.deepEqual(await outcomes(), everything);
});

test('what came into another mailbox withdraws nothing here', async () => {
  await givenMails();
  await came({ connectionId: 'connection-of-hugo-01' });
  assert.deepEqual(await outcomes(), everything);
});

const inAnHour = () => ({ kind: 'at', wall: new Date(sender.clock.now() + hour).toISOString().slice(0, 16), zone: 'UTC' }) as const;
const toAnna = { to: [{ address: 'anna@globex.example' }] };

test('what was written after an answer was written knowing it', async () => {
  await sender.queue('Before', toAnna, inAnHour());
  sender.clock.advance(2 * minute);
  await came({});
  sender.clock.advance(minute);
  await sender.queue('After', toAnna, inAnHour());
  sender.clock.advance(hour);
  await sender.send();
  assert.deepEqual(await sender.states(), { Before: 'cancelled answered', After: 'sent' });
});

test('what was written a moment before an answer leaves with it, as it does from Gmail itself', async () => {
  await sender.queue('At once', toAnna);
  sender.clock.advance(10_000);
  await came({});
  sender.clock.advance(10_000);
  await sender.send();
  assert.deepEqual(await sender.states(), { 'At once': 'sent' });
});
