import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { checkUpSchema, proofSchema, replyEndpoints, replyPageSchema, trackingSchema, type CheckUp } from '../../../../src/contract/index.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { sendScope } from '../../../../demo/google/scopes.ts';
import { failureIn, quickStore, valueOf } from '../../connect/given-service.ts';
import { lea } from '../../google/given-gmail.ts';
import { startGoogle, type WireGoogle } from '../../google/wire-google.ts';
import { connectionId, givenWatched, type GivenWatched } from './given-watched-mailbox.ts';

let store: Store;
let google: WireGoogle;
let box: GivenWatched;

before(async () => {
  store = await quickStore();
  google = await startGoogle();
});
after(async () => {
  await store.close();
  await google.close();
});
beforeEach(async () => {
  box = await givenWatched(store, google);
});
afterEach(() => box.close());

const checkUp = async (): Promise<CheckUp> => valueOf(checkUpSchema, await box.service.call({}, 'GET', replyEndpoints.checkUp(connectionId)));
const ignore = (key: string, ignored: boolean, person = {}) => box.service.call(person, 'POST', replyEndpoints.ignoreFinding(connectionId), { key, ignored });
const openUrl = (tab: string): string => `https://mail.google.com/mail/u/?authuser=lea%40northpeak.example#settings/${tab}`;

const ben = 'Ben Bright <ben@client.example>';
const markAsRead = { criteria: { from: 'client.example' }, action: { removeLabelIds: ['UNREAD'] } };

test('a mailbox in which nothing was set has no findings, and it is said what cannot be seen', async () => {
  const { control } = box.emulated.google;
  control.putFilter(lea, { criteria: { from: 'client.example' }, action: { addLabelIds: ['STARRED'] } });
  assert.deepEqual(await checkUp(), {
    connectionId,
    checkedAt: '2026-03-03T12:00:00.000Z',
    filtersRead: 1,
    contactsCompared: 0,
    findings: [],
    notVisible: ['rules-of-other-programs', 'workspace-rules', 'delegated-mailboxes', 'people'],
  });
});

test('everything that a person can set in Gmail is named, with the contacts under it and the place to change it', async () => {
  const { control } = box.emulated.google;
  await box.track('ben@client.example');
  await box.track('carla@globex.example');
  control.putFilter(lea, markAsRead);
  control.putFilter(lea, { criteria: { query: 'is:unread' }, action: { removeLabelIds: ['INBOX'] } });
  control.putFilter(lea, { criteria: { from: 'noreply@shop.example' }, action: { addLabelIds: ['TRASH'] } });
  control.putFilter(lea, { criteria: { subject: 'weekly report' }, action: { forward: 'hugo@northpeak.example' } });
  control.setForwarding(lea, { enabled: true, emailAddress: 'hugo@northpeak.example', disposition: 'archive' });
  control.setVacation(lea, { enableAutoReply: true, responseSubject: 'Away' });
  const found = await checkUp();
  assert.deepEqual(
    found.findings.map(({ code, severity, effects, criteria, contacts, openUrl: place }) => [code, severity, effects.join(' '), criteria, contacts.matching.join(' '), contacts.possibleCount, place]),
    [
      ['filter', 'alarm', 'skips-inbox', 'is:unread', 'ben@client.example carla@globex.example', 0, openUrl('filters')],
      ['auto-forwarding', 'alarm', 'skips-inbox forwards', '', 'ben@client.example carla@globex.example', 0, openUrl('fwdandpop')],
      ['vacation-responder', 'inform', 'answers', '', 'ben@client.example carla@globex.example', 0, openUrl('general')],
      ['filter', 'inform', 'marks-read', 'from:(client.example)', 'ben@client.example', 0, openUrl('filters')],
      ['filter', 'inform', 'forwards', 'subject:(weekly report)', '', 2, openUrl('filters')],
      ['filter', 'inform', 'trashes', 'from:(noreply@shop.example)', '', 0, openUrl('filters')],
    ],
  );
  assert.deepEqual([found.filtersRead, found.contactsCompared, box.emulated.google.control.usage(lea).units], [4, 2, 5]);
});

for (const [what, action, foundIn] of [
  ['marked as read', { removeLabelIds: ['UNREAD'] }, 'inbox'],
  ['archived', { removeLabelIds: ['INBOX', 'UNREAD'] }, 'archive'],
  ['deleted', { addLabelIds: ['TRASH'] }, 'trash'],
  ['forwarded', { forward: 'hugo@northpeak.example' }, 'inbox'],
] as const) {
  test(`"found here" is true: a reply that a filter has ${what} is listed`, async () => {
    const { control } = box.emulated.google;
    const { messageId } = await box.track('ben@client.example');
    control.putFilter(lea, { criteria: { from: 'client.example' }, action });
    const [finding] = (await checkUp()).findings;
    assert.deepEqual([finding?.consequences.includes('found-here'), finding?.contacts.matching], [true, ['ben@client.example']]);
    control.deliver(lea, { from: ben, subject: 'Re: Our offer', text: 'Yes.', inReplyTo: `<${messageId}>` });
    box.emulated.clock.advance(10 * 60_000);
    await box.poll();
    const { replies } = valueOf(replyPageSchema, await box.service.call({}, 'GET', replyEndpoints.replies));
    assert.deepEqual(replies.map((reply) => [reply.verdict, reply.foundIn]), [['reply', foundIn]]);
  });
}

test('what a person ignores is marked so until the filter changes', async () => {
  const { control } = box.emulated.google;
  const id = control.putFilter(lea, markAsRead);
  const [first] = (await checkUp()).findings;
  assert.equal(first?.ignored, false);
  assert.equal((await ignore(first.key, true)).status, 204);
  assert.equal((await ignore(first.key, true)).status, 204);
  assert.deepEqual((await checkUp()).findings.map(({ ignored }) => ignored), [true]);
  control.removeFilter(lea, id);
  control.putFilter(lea, { ...markAsRead, criteria: { from: 'example' } });
  const [second] = (await checkUp()).findings;
  assert.deepEqual([second?.ignored, second?.key === first.key], [false, false]);
});

test('what was ignored can be minded again', async () => {
  box.emulated.google.control.putFilter(lea, markAsRead);
  const [finding] = (await checkUp()).findings;
  await ignore(finding?.key ?? '', true);
  await ignore(finding?.key ?? '', false);
  assert.deepEqual((await checkUp()).findings.map(({ ignored }) => ignored), [false]);
});

test('another person’s mailbox is nobody’s business', async () => {
  for (const person of [{ user: 'user-2' }, { org: 'org-2' }]) {
    const answers = [
      await box.service.call(person, 'GET', replyEndpoints.checkUp(connectionId)),
      await ignore('k'.repeat(32), true, person),
      await box.service.call(person, 'POST', replyEndpoints.proof(connectionId), {}),
      await box.service.call(person, 'GET', replyEndpoints.proof(connectionId)),
    ];
    assert.deepEqual(answers.map((answer) => failureIn(answer).code), Array.from({ length: 4 }, () => 'connection-unknown'));
  }
});

test('a mailbox that may only send is not checked, and that is said', async () => {
  await box.close();
  box = await givenWatched(store, google, [sendScope]);
  assert.equal(failureIn(await box.service.call({}, 'GET', replyEndpoints.checkUp(connectionId))).code, 'tracking-not-permitted');
});

test('while Google does not answer there is no check-up rather than half of one', async () => {
  for (const fault of ['backend-error', 'user-rate', 'answer-lost'] as const) {
    box.emulated.google.control.failNext('settings', fault);
    assert.equal(failureIn(await box.service.call({}, 'GET', replyEndpoints.checkUp(connectionId))).code, 'google-unavailable');
  }
  assert.equal((await checkUp()).findings.length, 0);
});

test('one click proves tracking, whatever filters do with other mail, and the card says so', async () => {
  const { control } = box.emulated.google;
  control.putFilter(lea, { criteria: {}, action: { addLabelIds: ['TRASH'], removeLabelIds: ['UNREAD', 'INBOX'] } });
  const asked = valueOf(proofSchema, await box.service.call({}, 'POST', replyEndpoints.proof(connectionId), { locale: 'fr-FR' }));
  assert.deepEqual(asked.state, { kind: 'waiting', since: '2026-03-03T12:00:00.000Z', until: '2026-03-03T12:02:00.000Z' });
  box.emulated.clock.advance(3_000);
  await box.poll();
  const proof = valueOf(proofSchema, await box.service.call({}, 'GET', replyEndpoints.proof(connectionId)));
  assert.deepEqual(proof.state, { kind: 'verified', at: '2026-03-03T12:00:03.000Z', tookMs: 3_000 });
  const { mailboxes } = valueOf(trackingSchema, await box.service.call({}, 'GET', replyEndpoints.tracking));
  assert.deepEqual([mailboxes[0]?.verifiedAt, mailboxes[0]?.tookMs, mailboxes[0]?.boundSeconds], ['2026-03-03T12:00:03.000Z', 3_000, 60]);
  const { mails } = control.mailbox(lea);
  assert.deepEqual(mails.map(({ head }) => [head.subject, head.from, ...head.to]), [['Test du suivi des réponses par Acme CRM', lea, lea]]);
  const { replies } = valueOf(replyPageSchema, await box.service.call({}, 'GET', replyEndpoints.replies));
  assert.deepEqual(replies, []);
});

test('where Gmail takes the mail and its answer is lost, the mail is sent once and seen', async () => {
  const { control } = box.emulated.google;
  control.failNext('messages.send', 'answer-lost');
  const ask = async () => valueOf(proofSchema, await box.service.call({}, 'POST', replyEndpoints.proof(connectionId), {}));
  assert.deepEqual([(await ask()).state.kind, (await ask()).state.kind], ['waiting', 'waiting']);
  await box.poll();
  const { state } = valueOf(proofSchema, await box.service.call({}, 'GET', replyEndpoints.proof(connectionId)));
  assert.deepEqual([state.kind, control.mailbox(lea).mails.length], ['verified', 1]);
});

test('the daily limit of Gmail fails a proof with the time when sending goes on', async () => {
  box.emulated.google.control.failNext('messages.send', 'daily-sending-limit');
  const { state } = valueOf(proofSchema, await box.service.call({}, 'POST', replyEndpoints.proof(connectionId), {}));
  assert.deepEqual(state.kind === 'failed' && state.failure, { code: 'sending-limit', retryAt: '2026-03-04T12:00:00.000Z' });
});

test('a proof without the permission to send fails with its name', async () => {
  await store.database.updateTable('connections').set({ scopes: 'openid email https://www.googleapis.com/auth/gmail.readonly' }).execute();
  const { state } = valueOf(proofSchema, await box.service.call({}, 'POST', replyEndpoints.proof(connectionId), {}));
  assert.deepEqual(state, { kind: 'failed', at: '2026-03-03T12:00:00.000Z', failure: { code: 'permission', missing: ['send'] } });
  assert.deepEqual(box.emulated.google.control.mailbox(lea).mails, []);
});
