import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { answerShapesSource, outgoingShapes, shapesPath } from '../../../.config/build/answer-shapes.ts';
import { decodeOutgoingAnswer, type OutgoingAnswers } from '../../../src/client/outgoing/outgoing-shapes.ts';
import * as contract from '../../../src/contract/index.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenForecast, givenOutgoing } from './given-outgoing.ts';

const schemas = {
  outgoingMail: contract.outgoingMailSchema,
  outgoingPage: contract.outgoingPageSchema,
  outgoingChanges: contract.outgoingChangesSchema,
  changedOutgoing: contract.changedOutgoingSchema,
  outgoingContent: contract.outgoingContentSchema,
  batch: contract.batchSchema,
  forecast: contract.forecastSchema,
  savedDraft: contract.savedDraftSchema,
  draftList: contract.draftsSchema,
  readDraft: contract.readDraftSchema,
  senders: contract.sendersSchema,
  uploadedAttachment: contract.uploadedAttachmentSchema,
  attachmentList: contract.attachmentsSchema,
  refusal: z.object({ error: contract.sendingFailureSchema }),
};

const at = '2026-03-03T09:12:00.000Z';
const address = 'anna@globex.example';
const states: readonly contract.OutgoingState[] = [
  { kind: 'waiting', because: 'reconnection' },
  { kind: 'sending', since: at },
  { kind: 'checking', since: at },
  { kind: 'sent', at, openUrl: 'https://mail.google.com/mail/u/0/#all/1' },
  { kind: 'held', since: at, reason: { code: 'came-due-while-down', dueAt: at, backAt: at } },
  { kind: 'held', since: at, reason: { code: 'unclear', attemptedAt: at, lookedFor: true } },
  { kind: 'blocked', at, reason: { code: 'unsubscribed', addresses: [address] } },
  { kind: 'cancelled', at, reason: { code: 'answered', address, at, replyId: 'reply-0000000001' } },
  { kind: 'failed', at, reason: { code: 'recipients-too-many', most: 100, asked: 140 } },
  { kind: 'failed', at, reason: { code: 'fields-empty', fields: ['First name'] } },
];
const mails = [givenOutgoing({ batchId: 'batch-00000000001', reference: 'campaign-7' }), ...states.map((state) => givenOutgoing({ state }))];
const [mail = givenOutgoing()] = mails;
const offers = [{ choice: 'earlier', at, wall: '01:30' }, { choice: 'later', at, wall: '03:30' }] as const;
const errors: readonly contract.SendingFailure[] = [{ code: 'outgoing-changed' }, { code: 'hour-does-not-exist', offers: [...offers], usual: 'later' }, { code: 'time-too-far', latest: at }, { code: 'mail-too-large', most: 1, asked: 2 }];
const attachment = { id: 'upload-0000000001', name: 'offer.pdf', type: 'application/pdf', size: 1200, keptUntil: at };
const savedDraft = { id: 'draft-0000000001', version: 3, savedAt: at };

const valid: { readonly [K in keyof OutgoingAnswers]: readonly OutgoingAnswers[K][] } = {
  outgoingMail: mails,
  outgoingPage: [{ mails, next: '1.outgoing', change: 4, era: 'era1' }, { mails: [], change: 0, era: 'era1' }],
  outgoingChanges: [{ mails, change: 4, era: 'era1', more: false }],
  changedOutgoing: mails.map((each) => ({ mail: each })),
  outgoingContent: [{ mail, content: { to: [{ address }], subject: 'Offer', text: 'Hello.', attachments: ['upload-0000000001'] } }],
  batch: [{ id: 'batch-00000000001', total: 11, sent: 1, waiting: 8, blocked: 1, failed: 1, mails }],
  forecast: [
    givenForecast(),
    givenForecast({ because: 'messagesPerDay', never: [{ index: 0, limit: 'recipientsPerMessage', most: 100, asked: 140 }], blocked: [{ index: 0, address, code: 'bounced' }], alternatives: [{ kind: 'spread', days: [], dueAt: [at] }] }),
  ],
  savedDraft: [savedDraft],
  draftList: [{ drafts: [savedDraft] }, { drafts: [] }],
  readDraft: [
    { ...savedDraft, draft: { mail: { to: [], subject: '' } } },
    { ...savedDraft, draft: { connectionId: mail.connectionId, mail: { to: [{ name: 'Anna', address }], subject: 'Offer', text: 'Hello.' }, typed: { to: 'bob@', cc: '', bcc: '' }, separately: true, when: { kind: 'at', wall: '2026-03-29T02:30', zone: 'Europe/Paris', choice: 'later' }, anyHour: true, byRecipient: true, zones: [{ address, zone: 'Asia/Tokyo' }] } },
  ],
  senders: [{ addresses: [address, 'sales@globex.example'] }],
  uploadedAttachment: [{ attachment }],
  attachmentList: [{ attachments: [attachment] }, { attachments: [] }],
  refusal: errors.map((error) => ({ error })),
};

test('the shapes that the scheduler decodes by are those of the contract', async () => {
  assert.equal(await readFile(shapesPath(outgoingShapes), 'utf8'), answerShapesSource(outgoingShapes), 'Run `node .config/build/answer-shapes.ts`.');
});

for (const name of Object.keys(schemas) as (keyof OutgoingAnswers)[]) {
  test(`the scheduler and the schema library read the same from any ${name}, spoilt or whole`, () => {
    agreesWithContract(schemas[name], (input) => decodeOutgoingAnswer(name, input), valid[name]);
  });
}
