import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { answerShapesSource, replyShapes, shapesPath } from '../../../.config/build/answer-shapes.ts';
import { decodeReplyAnswer, type ReplyAnswers } from '../../../src/client/replies/reply-shapes.ts';
import * as contract from '../../../src/contract/index.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenMailbox, givenReply, givenTracking } from './given-reply.ts';

const schemas = {
  reply: contract.replySchema,
  replyPage: contract.replyPageSchema,
  replyChanges: contract.replyChangesSchema,
  changedReply: contract.changedReplySchema,
  seenReplies: contract.seenRepliesSchema,
  replyText: contract.replyTextSchema,
  tracking: contract.trackingSchema,
  replyEvent: contract.replyEventSchema,
};

const at = '2026-03-03T09:12:00.000Z';
const replies = [
  givenReply(),
  givenReply({
    verdict: 'bounce',
    corrected: { judged: 'auto-reply', at },
    answers: { id: 'tracked-000000001', subject: 'Renewal', sentAt: at, reference: 'campaign-7' },
    bounce: { kind: 'hard', status: '5.1.1', recipients: ['j.novak@oldcorp.example'] },
    evidence: [{ code: 'refused-with', value: '550 5.1.1' }],
  }),
  givenReply({ verdict: 'auto-reply', returnDate: '2026-09-08' }),
  givenReply({ verdict: 'calendar-answer', meeting: 'accepted', foundIn: 'spam' }),
];
const tracking = givenTracking(
  givenMailbox(),
  givenMailbox({ state: { kind: 'catching-up', since: at, read: 340, found: 2 }, gap: { from: at, to: at, replies: 3 } }),
  givenMailbox({ state: { kind: 'stopped', since: at } }),
);

const valid: { readonly [K in keyof ReplyAnswers]: readonly ReplyAnswers[K][] } = {
  reply: replies,
  replyPage: [{ replies, next: '1.reply-000000000001', change: 4, era: 'one' }, { replies: [], change: 0, era: 'one' }],
  replyChanges: [{ replies, change: 4, era: 'one', more: false }],
  changedReply: replies.map((reply) => ({ reply })),
  seenReplies: [{ change: 7 }],
  replyText: [{ text: 'Yes.', separated: true, whole: 'Yes.\n> Shall we?' }],
  tracking: [tracking],
  replyEvent: [...replies.map((reply) => ({ type: 'reply', era: 'one', reply }) as const), { type: 'tracking', era: 'one', tracking }],
};

test('the shapes that the list decodes by are those of the contract', async () => {
  assert.equal(await readFile(shapesPath(replyShapes), 'utf8'), answerShapesSource(replyShapes), 'Run `node .config/build/answer-shapes.ts`.');
});

for (const name of Object.keys(schemas) as (keyof ReplyAnswers)[]) {
  test(`the list and the schema library read the same from any ${name}, spoilt or whole`, () => {
    agreesWithContract(schemas[name], (input) => decodeReplyAnswer(name, input), valid[name]);
  });
}
