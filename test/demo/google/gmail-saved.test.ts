import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restoreMailboxes } from '../../../demo/google/gmail/saved-mailboxes.ts';
import { lea } from '../given-google.ts';
import { anna, givenApi } from './given-api.ts';

test('mailboxes outlive a restart: mails, threads, history, settings and watches', async () => {
  const before = givenApi();
  const { historyId } = before.control.mailbox(lea);
  before.control.deliver(lea, { from: anna, subject: 'Über alles', messageId: '<1@globex.example>' });
  before.control.putFilter(lea, { criteria: { from: 'tom' }, action: { removeLabelIds: ['INBOX'] } });
  await before.ask('watch', { body: { topicName: 'projects/p/topics/t' } });
  const saved: unknown = JSON.parse(JSON.stringify(before.google.save()));
  const after = givenApi({ savedMailboxes: restoreMailboxes(saved) });
  const shown = ({ control }: typeof before) => {
    const { mails, ...rest } = control.mailbox(lea);
    return { ...rest, mails: mails.map(({ raw, ...mail }) => ({ ...mail, raw: raw().toString() })) };
  };
  assert.deepEqual(shown(after), shown(before));
  const ask = `history?startHistoryId=${historyId}`;
  assert.deepEqual((await after.ask(ask)).body, (await before.ask(ask)).body);
  const answer = after.control.deliver(lea, { from: anna, subject: 'Re: Über alles', inReplyTo: '<1@globex.example>' });
  assert.equal(answer.threadId, before.control.mailbox(lea).mails[0]?.threadId);
});

test('what is kept is bounded: older mails go, and the history that names them is told as forgotten', async () => {
  const { google, control } = givenApi();
  const { historyId } = control.mailbox(lea);
  for (let count = 0; count < 1_200; count += 1) control.deliver(lea, { from: anna, subject: String(count) });
  const after = givenApi({ savedMailboxes: restoreMailboxes(google.save()) });
  assert.equal(after.control.mailbox(lea).mails.length, 500);
  assert.equal((await after.ask(`history?startHistoryId=${historyId}`)).status, 404);
  assert.equal((await after.ask(`history?startHistoryId=${control.mailbox(lea).historyId}`)).status, 200);
});

test('a file that is none brings no mailboxes', () => {
  for (const saved of [undefined, {}, { mailboxes: [{}] }]) assert.deepEqual(restoreMailboxes(saved), []);
});
