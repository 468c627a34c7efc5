import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinConversation, type Earlier } from '../../../../src/server/sending/channel/join-conversation.ts';

const reply: Earlier = { mailbox: 'lea', threadId: 'thread-1', messageId: 'answer@globex.example', references: ['first@northpeak.example'], subject: 'Re: Offer' };

test('an answer names the conversation, the mail that it answers and what that referred to', () => {
  assert.deepEqual(joinConversation(reply, 'lea'), {
    threadId: 'thread-1',
    inReplyTo: 'answer@globex.example',
    references: ['first@northpeak.example', 'answer@globex.example'],
    subject: 'Re: Offer',
  });
});

test('from another mailbox the headers alone hold the conversation together', () => {
  assert.deepEqual(joinConversation(reply, 'hugo'), { ...joinConversation(reply, 'lea'), threadId: undefined });
});

const subjects = [
  ['Offer', 'Re: Offer'],
  ['RE: Offer', 'RE: Offer'],
  ['AW: Angebot', 'AW: Angebot'],
  ['回复：报价', '回复：报价'],
  ['Re: Re: Offer', 'Re: Re: Offer'],
  ['[List] Re: Offer', '[List] Re: Offer'],
  ['Fwd: Offer', 'Re: Fwd: Offer'],
  ['Regarding the offer', 'Re: Regarding the offer'],
  ['', 'Re:'],
] as const;
for (const [earlier, subject] of subjects) {
  test(`“${earlier}” is answered under “${subject}”`, () => assert.equal(joinConversation({ ...reply, subject: earlier }, 'lea').subject, subject));
}

test('of a long conversation the first mail and the latest are named, the answered one last and once', () => {
  const references = Array.from({ length: 200 }, (_, index) => `${index}@globex.example`);
  const joined = joinConversation({ ...reply, references: ['answer@globex.example', ...references, '0@globex.example'] }, 'lea');
  assert.deepEqual(joined.references, ['0@globex.example', ...references.slice(-18), 'answer@globex.example']);
});

test('an id that no header may hold is left out', () => {
  const evil = { ...reply, messageId: 'a@b>\r\nBcc: evil@x.example', references: ['ok@globex.example', 'a b', '<c@d>', `${'x'.repeat(901)}`, '', 'half\ud800@x'] };
  assert.deepEqual(joinConversation(evil, 'lea'), { threadId: 'thread-1', inReplyTo: undefined, references: ['ok@globex.example'], subject: 'Re: Offer' });
});
