// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.
import { either, integer, list, matching, number, object, pair, text, truth, word } from '../mail-client/read-value.ts';

const identifier = matching(/^[\w-]{16,64}$/);
const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const email = matching(/^[^\s\0<>"`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,64}@[^\s\0<>"'`@\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,255}$/);
const recipient = object({ 'name?': matching(/^[^\0\r\n]*$/), address: email });
const waitReason = word('due-time undo turn messagesPerDay recipientsPerDay externalRecipientsPerDay uniqueRecipientsPerDay uniqueExternalRecipientsPerDay messagesPerBatch quotaUnitsPerMinute pause sendHours google-away reconnection permission google-policy no-gmail');
const content = object({ to: list(recipient), 'cc?': list(recipient), 'bcc?': list(recipient), 'from?': email, subject: matching(/^[^\0\r\n]*$/), 'text?': matching(/^[^\0]*$/), 'html?': matching(/^[^\0]*$/), 'attachments?': list(identifier), 'answersReply?': identifier, 'follows?': identifier, 'marketing?': truth, 'reference?': matching(/^[^\0\r\n]*$/) });
const day = object({ date: matching(/^\d{4}-\d\d-\d\d$/), mails: integer, firstAt: instant, lastAt: instant });
const when = either(object({ kind: word('now') }), object({ kind: word('at'), wall: matching(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/), zone: matching(/^[A-Za-z][\w+\-/]{0,63}$/), 'choice?': word('earlier later') }));
const attachment = object({ id: identifier, name: text, type: text, size: integer, keptUntil: instant });
const outgoingMail = object({ id: identifier, connectionId: identifier, 'batchId?': identifier, version: integer, to: list(recipient), recipients: integer, subject: text, createdAt: instant, dueAt: instant, place: number, 'chosen?': object({ wall: matching(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/), zone: text }), 'reference?': text, state: either(object({ kind: word('waiting'), because: waitReason, 'leavesAt?': instant }), object({ kind: word('sending checking'), since: instant }), object({ kind: word('sent'), at: instant, 'openUrl?': matching(/^https?:\/\/\S+$/) }), object({ kind: word('held'), since: instant, reason: either(object({ code: word('came-due-while-down came-due-while-disconnected'), dueAt: instant, backAt: instant }), object({ code: word('unclear'), attemptedAt: instant, lookedFor: truth })) }), object({ kind: word('blocked'), at: instant, reason: object({ code: word('unsubscribed bounced blocked-address blocked-domain'), addresses: list(text) }) }), object({ kind: word('cancelled'), at: instant, reason: either(object({ code: word('by-person') }), object({ code: word('answered bounced'), address: text, at: instant, replyId: identifier })) }), object({ kind: word('failed'), at: instant, reason: either(object({ code: word('address-invalid nobody refused-by-gmail sender-refused attachment-gone thread-gone content-unreadable') }), object({ code: word('recipients-too-many mail-too-large limit-too-small'), most: number, asked: number }), object({ code: word('fields-empty'), fields: list(text) })) })), action: word('cancel decide edit reconnect permit split see-rule send-anyway open-in-gmail none'), change: integer });
const batch = object({ id: identifier, total: integer, sent: integer, waiting: integer, blocked: integer, failed: integer, mails: list(outgoingMail) });
const savedDraft = object({ id: identifier, version: integer, savedAt: instant });

export const answerShapes = {
  outgoingMail,
  outgoingPage: object({ mails: list(outgoingMail), 'next?': text, change: integer, era: matching(/^\w{1,64}$/) }),
  outgoingChanges: object({ mails: list(outgoingMail), change: integer, era: matching(/^\w{1,64}$/), more: truth }),
  changedOutgoing: object({ mail: outgoingMail }),
  outgoingContent: object({ mail: outgoingMail, content }),
  batch,
  forecast: object({ at: instant, zone: text, days: list(day), 'daysAtBest?': list(day), 'because?': waitReason, leaves: list(object({ 'at?': instant })), never: list(object({ index: integer, limit: text, most: integer, asked: integer })), blocked: list(object({ index: integer, address: text, code: word('unsubscribed bounced blocked-address blocked-domain') })), alternatives: list(object({ kind: word('spread another-day'), days: list(day), dueAt: list(instant) })) }),
  savedDraft,
  draftList: object({ drafts: list(savedDraft) }),
  readDraft: object({ id: identifier, version: integer, savedAt: instant, draft: object({ 'connectionId?': identifier, mail: content, 'typed?': object({ to: matching(/^[^\0]*$/), cc: matching(/^[^\0]*$/), bcc: matching(/^[^\0]*$/) }), 'separately?': truth, 'when?': when, 'anyHour?': truth, 'byRecipient?': truth, 'zones?': list(object({ address: email, zone: matching(/^[A-Za-z][\w+\-/]{0,63}$/) })) }) }),
  senders: object({ addresses: list(text) }),
  uploadedAttachment: object({ attachment }),
  attachmentList: object({ attachments: list(attachment) }),
  refusal: object({ error: either(object({ code: word('outgoing-unknown outgoing-changed outgoing-leaving order-changed outgoing-ended batch-unknown sending-not-permitted nobody-to-send-to address-invalid sender-refused attachment-unknown draft-unknown draft-changed drafts-too-many rules-changed zone-unknown date-unknown time-has-passed') }), object({ code: word('hour-occurs-twice hour-does-not-exist'), offers: pair(object({ choice: word('earlier later'), at: instant, wall: text }), object({ choice: word('earlier later'), at: instant, wall: text })), usual: word('earlier later') }), object({ code: word('time-too-far'), latest: instant }), object({ code: word('recipients-too-many mail-too-large'), most: integer, asked: integer })) }),
} as const;
