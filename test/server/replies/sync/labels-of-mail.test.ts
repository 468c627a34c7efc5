import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundIn, kindOf } from '../../../../src/server/replies/sync/labels-of-mail.ts';

test('drafts and chats are ruled out, own mail is known, and no label that a filter puts on rules anything out', () => {
  const kinds = [['DRAFT'], ['CHAT', 'INBOX'], ['SENT'], ['SENT', 'INBOX', 'UNREAD'], ['INBOX', 'UNREAD'], ['SPAM'], ['TRASH'], ['Label_12', 'CATEGORY_PROMOTIONS'], []].map(kindOf);
  assert.deepEqual(kinds, ['ruled-out', 'ruled-out', 'own', 'own', 'incoming', 'incoming', 'incoming', 'incoming', 'incoming']);
});

test('a mail is found where a person would look for it', () => {
  assert.deepEqual([['INBOX', 'UNREAD'], ['Label_12'], [], ['SPAM', 'UNREAD'], ['TRASH', 'INBOX']].map(foundIn), ['inbox', 'archive', 'archive', 'spam', 'trash']);
});
