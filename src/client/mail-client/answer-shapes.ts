// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.
import { address, code, either, integer, list, matching, object, pair, text, truth, word } from './read-value.ts';

const identifier = matching(/^[\w-]{16,64}$/);
const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const email = matching(/^[^\s\0<>"`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,64}@[^\s\0<>"'`@\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,255}$/);
const capability = word('send read');
const connection = object({ id: identifier, email, connectedAt: instant, lastWorkedAt: instant, granted: list(capability), health: either(object({ kind: word('working') }), object({ kind: word('slow'), since: instant }), object({ kind: word('reconnect-needed'), since: instant, cause: word('unnamed session-policy administrator-policy') })), grantsIssued: integer, mailsWaiting: integer });
const withdrawal = object({ connectionId: identifier, email, disconnectedAt: instant, state: word('waiting given-up') });
const failure = either(object({ code: code('wrong-account permissions-withheld finish-code-wrong too-many-requests', 'denied internal') }), object({ code: word('wrong-account'), mismatch: word('address domain account'), expected: text, chosen: text }), object({ code: word('permissions-withheld'), missing: list(capability), earlierGrantKept: truth }), object({ code: word('finish-code-wrong'), triesLeft: integer }), object({ code: word('too-many-requests'), retryAfterSeconds: integer }));

export const answerShapes = {
  connectionsView: object({ product: text, user: object({ 'name?': text, 'expectedEmail?': email }), clientId: text, connectedAppsUrl: matching(/^https?:\/\/\S+$/), connections: list(connection), withdrawals: list(withdrawal) }),
  errorBody: object({ error: failure, message: text, requestId: text }),
  preparedFlow: object({ flowId: identifier, startUrls: pair(address, address), expiresAt: instant, returnPage: truth }),
  flowStatus: either(object({ status: word('pending consenting awaiting-claim connecting denied expired') }), object({ status: word('connected'), connectionId: identifier }), object({ status: word('failed'), failure })),
  claimed: object({ connection, withheld: list(capability) }),
  checked: object({ connection }),
  disconnected: object({ withdrawal: word('confirmed waiting kept') }),
  intent: either(object({ kind: word('connect'), 'expectedEmail?': email }), object({ kind: word('reconnect upgrade'), connectionId: identifier })),
} as const;
