import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { anna, lea, startGmail, type GivenGmail } from './given-gmail.ts';

let given: GivenGmail;
let access: string;

before(async () => {
  given = await startGmail();
});
after(() => given.close());
beforeEach(() => {
  given.google.control.reset();
  given.google.control.forgetUsage();
  access = given.access();
});

const hello = { from: anna, subject: 'Offer', text: 'Hello' };

test('what arrives is found from the newest change on, oldest first, whatever its labels', async () => {
  const { google, gmail } = given;
  const newest = await gmail.newestHistory(access);
  assert.ok(newest.ok);
  const kept = google.control.deliver(lea, hello);
  google.control.putFilter(lea, { criteria: { from: 'globex.example' }, action: { removeLabelIds: ['INBOX', 'UNREAD'], addLabelIds: ['TRASH'] } });
  const trashed = google.control.deliver(lea, { ...hello, subject: 'Another' });
  const added = await gmail.addedSince(access, { after: newest.value.historyId, page: undefined });
  assert.deepEqual(added, {
    ok: true,
    value: {
      mails: [
        { gmailId: kept.id, threadId: kept.threadId, labels: ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'] },
        { gmailId: trashed.id, threadId: trashed.threadId, labels: ['CATEGORY_PERSONAL', 'TRASH'] },
      ],
      nextPage: undefined,
      historyId: google.control.mailbox(lea).historyId,
    },
  });
  assert.deepEqual(await gmail.addedSince(access, { after: google.control.mailbox(lea).historyId, page: undefined }), {
    ok: true,
    value: { mails: [], nextPage: undefined, historyId: google.control.mailbox(lea).historyId },
  });
});
