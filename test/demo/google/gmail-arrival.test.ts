import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hugo } from '../../server/google/given-gmail.ts';
import { noon } from '../../server/given-ports.ts';
import { lea } from '../given-google.ts';
import { anna, givenApi } from './given-api.ts';

const hello = { from: anna, subject: 'Offer', text: 'Hello' };

test('a mail that names another in its references joins its thread, when the subject is the same', () => {
  const { control } = givenApi();
  const first = control.deliver(lea, { ...hello, messageId: '<1@globex.example>' });
  const answer = control.deliver(lea, { ...hello, subject: 'Re: Offer', references: ['<0@globex.example>', '<1@globex.example>'] });
  const renamed = control.deliver(lea, { ...hello, subject: 'Something else', inReplyTo: '<1@globex.example>' });
  const unknown = control.deliver(lea, { ...hello, subject: 'Re: Offer', inReplyTo: '<2@globex.example>' });
  assert.deepEqual([answer, renamed, unknown].map(({ threadId }) => threadId === first.threadId), [true, false, false]);
});

test('an answer without references joins by its subject, and only where its sender takes part', () => {
  const { control } = givenApi();
  const first = control.deliver(lea, hello);
  const threads = [anna, 'Tom <tom@globex.example>'].map((from) => control.deliver(lea, { from, subject: 'RE: Offer' }).threadId);
  const anew = control.deliver(lea, hello).threadId;
  assert.deepEqual([...threads, anew].map((threadId) => threadId === first.threadId), [true, false, false]);
});

test('a thread belongs to one mailbox', () => {
  const { control } = givenApi();
  const atLea = control.deliver(lea, { ...hello, messageId: '<1@globex.example>' });
  const atHugo = control.deliver(hugo, { ...hello, messageId: '<1@globex.example>' });
  assert.notEqual(atLea.threadId, atHugo.threadId);
});

const filters = [
  ['marks as read', { removeLabelIds: ['UNREAD'] }, ['CATEGORY_PERSONAL', 'INBOX']],
  ['skips the inbox', { removeLabelIds: ['INBOX'] }, ['CATEGORY_PERSONAL', 'UNREAD']],
  ['deletes', { addLabelIds: ['TRASH'] }, ['CATEGORY_PERSONAL', 'TRASH', 'UNREAD']],
  ['labels', { addLabelIds: ['Label_1'] }, ['CATEGORY_PERSONAL', 'INBOX', 'Label_1', 'UNREAD']],
] as const;
for (const [name, action, labels] of filters) {
  test(`a filter that ${name} has done so before the mail is in the record of changes, and adds no record of its own`, async () => {
    const { control, ask } = givenApi();
    const { historyId } = control.mailbox(lea);
    control.putLabel(lea, 'Customers');
    control.putFilter(lea, { criteria: { from: 'globex.example' }, action });
    const { id, threadId } = control.deliver(lea, hello);
    const { body } = await ask(`history?startHistoryId=${historyId}&fields=history(messagesAdded,labelsAdded,labelsRemoved)`);
    assert.deepEqual(body, { history: [{ messagesAdded: [{ message: { id, threadId, labelIds: control.mailbox(lea).mails[0]?.labels } }] }] });
    assert.deepEqual(control.mailbox(lea).mails[0]?.labels.toSorted(), labels);
  });
}

const criteria = [
  ['another sender', { from: 'initech.example' }, false],
  ['one of two senders', { from: 'initech.example OR globex.example' }, true],
  ['the subject', { subject: 'offer' }, true],
  ['a search', { query: 'in:anywhere -from:anna' }, false],
  ['words that must not be there', { negatedQuery: 'hello' }, false],
  ['an attachment', { hasAttachment: true }, false],
  ['more bytes', { size: 10, sizeComparison: 'larger' }, true],
  ['fewer bytes', { size: 10, sizeComparison: 'smaller' }, false],
  ['the recipient', { to: 'lea' }, true],
] as const;
for (const [name, asked, met] of criteria) {
  test(`a filter for ${name} ${met ? 'meets' : 'does not meet'} Anna’s mail`, () => {
    const { control } = givenApi();
    control.putFilter(lea, { criteria: asked, action: { removeLabelIds: ['UNREAD'] } });
    control.deliver(lea, hello);
    assert.equal(control.mailbox(lea).mails[0]?.labels.includes('UNREAD'), !met);
  });
}

test('a filter that is gone does nothing more', () => {
  const { control } = givenApi();
  control.removeFilter(lea, control.putFilter(lea, { criteria: {}, action: { removeLabelIds: ['UNREAD'] } }));
  control.deliver(lea, hello);
  assert.ok(control.mailbox(lea).mails[0]?.labels.includes('UNREAD'));
});

test('a mail is forwarded by filters and by the account, inside and outside, once to each and never in circles', () => {
  const { control, outside } = givenApi();
  control.putFilter(lea, { criteria: { from: 'anna' }, action: { forward: hugo } });
  control.putFilter(lea, { criteria: { subject: 'offer' }, action: { forward: 'boss@elsewhere.example' } });
  control.setForwarding(lea, { enabled: true, emailAddress: hugo, disposition: 'archive' });
  control.setForwarding(hugo, { enabled: true, emailAddress: lea, disposition: 'leaveInInbox' });
  control.deliver(lea, hello);
  assert.deepEqual([lea, hugo].map((email) => control.mailbox(email).mails.length), [1, 1]);
  assert.deepEqual(outside.map(({ to, head }) => [to, head.subject]), [['boss@elsewhere.example', 'Offer']]);
  assert.ok(!control.mailbox(lea).mails[0]?.labels.includes('INBOX'));
});

test('who is away says so once in four days to each person, and never to a program', () => {
  const { control, outside } = givenApi();
  control.setVacation(lea, { enableAutoReply: true, responseSubject: 'Away', responseBodyPlainText: 'Back on Monday', endTime: String(noon + 30 * 86_400_000) });
  control.deliver(lea, hello);
  control.deliver(lea, hello);
  control.deliver(lea, { ...hello, from: 'news@globex.example', headers: { Precedence: 'list' } });
  assert.deepEqual(outside.map(({ to }) => to), ['anna.berg@globex.example']);
  assert.match(outside[0]?.raw().toString() ?? '', /Auto-Submitted: auto-replied[\s\S]*Back on Monday/);
  control.advance(5 * 86_400_000);
  control.deliver(lea, hello);
  assert.equal(outside.length, 2);
});

test('what Gmail calls spam stands beside every filter', () => {
  const { control } = givenApi();
  control.putFilter(lea, { criteria: {}, action: { addLabelIds: ['INBOX'] } });
  control.deliver(lea, hello, { labels: ['SPAM', 'UNREAD'] });
  assert.deepEqual(control.mailbox(lea).mails[0]?.labels, ['SPAM', 'UNREAD']);
});
