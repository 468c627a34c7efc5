// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.
import { either, integer, list, matching, number, object, text, truth, word } from '../mail-client/read-value.ts';

const identifier = matching(/^[\w-]{16,64}$/);
const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const email = matching(/^[^\s\0<>"`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,64}@[^\s\0<>"'`@\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,255}$/);
const era = matching(/^\w{1,64}$/);
const verdict = word('reply possible-reply bounce delay-notice auto-reply calendar-answer read-receipt list forward own other');
const reply = object({ id: identifier, connectionId: identifier, threadId: matching(/^[\w-]{1,64}$/), receivedAt: instant, from: object({ name: text, address: text }), subject: text, verdict, confidence: number, evidence: list(object({ code: matching(/^[a-z][a-z0-9-]{0,60}$/), 'value?': text })), 'corrected?': object({ judged: verdict, at: instant }), 'answers?': object({ id: identifier, subject: text, sentAt: instant, 'reference?': text }), 'bounce?': object({ kind: word('hard soft'), 'status?': matching(/^[245]\.\d{1,3}\.\d{1,3}$/), recipients: list(email) }), 'returnDate?': matching(/^\d{4}-\d\d-\d\d$/), 'meeting?': word('accepted declined tentative counter cancelled'), foundIn: word('inbox archive spam trash'), unread: truth, handled: truth, openUrl: matching(/^https?:\/\/\S+$/), change: integer });
const tracking = object({ product: text, mailboxes: list(object({ connectionId: identifier, email, state: either(object({ kind: word('starting following late not-permitted') }), object({ kind: word('catching-up'), since: instant, read: integer, found: integer }), object({ kind: word('stopped'), since: instant })), 'checkedAt?': instant, boundSeconds: integer, push: truth, watched: integer, 'gap?': object({ from: instant, to: instant, replies: integer }), skipped: integer, 'verifiedAt?': instant, 'tookMs?': integer })) });

export const answerShapes = {
  reply,
  replyPage: object({ replies: list(reply), 'next?': text, change: integer, era }),
  replyChanges: object({ replies: list(reply), change: integer, era, more: truth }),
  changedReply: object({ reply }),
  seenReplies: object({ change: integer }),
  replyText: object({ text, separated: truth, whole: text }),
  tracking,
  replyEvent: either(object({ type: word('begun outgoing'), era, change: integer }), object({ type: word('reply'), era, reply }), object({ type: word('tracking'), era, tracking })),
} as const;
