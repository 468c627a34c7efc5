// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.
import { integer, list, matching, object, text, truth, word } from '../mail-client/read-value.ts';

const identifier = matching(/^[\w-]{16,64}$/);
const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const email = matching(/^[^\s\0<>"`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,64}@[^\s\0<>"'`@\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,255}$/);
const limitName = word('messagesPerDay recipientsPerDay externalRecipientsPerDay uniqueRecipientsPerDay uniqueExternalRecipientsPerDay messagesPerBatch quotaUnitsPerMinute');

export const answerShapes = {
  sendingLimits: object({ connectionId: identifier, email, at: instant, zone: text, plan: word('personal workspace workspace-trial workspace-or-trial unknown'), limits: list(object({ name: limitName, windowSeconds: integer, most: integer, mostAtBest: integer, by: word('plan administrator slow-start heard'), used: integer, usedElsewhere: integer, left: integer, leftAtBest: integer, fullness: word('free near very-near reached'), comesBack: list(object({ at: instant, amount: integer, leftThen: integer })) })), binding: limitName, recipientsPerMessage: integer, 'pause?': object({ until: instant, because: word('too-fast too-many-at-once sending-paused limit-reached'), since: instant }), hearsElsewhere: truth, picture: list(object({ from: instant, until: instant, ours: integer, elsewhere: integer, planned: integer, countedThen: integer })), waiting: integer, 'lastLeavesAt?': instant }),
} as const;
