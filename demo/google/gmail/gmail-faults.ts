import { errorResponse, gmailErrors, type GmailError } from './gmail-error.ts';

/** Failures that only Gmail has, by name. The request has no effect. */
const answers = {
  'retry-later': (now) => gmailErrors.retryAfter(now + 15 * 60_000),
  /** Google has been seen to name a time that was over. */
  'retry-in-the-past': (now) => gmailErrors.retryAfter(now - 60_000),
  'retry-next-week': (now) => gmailErrors.retryAfter(now + 7 * 24 * 3_600_000),
  /** Tried again at once, it names a later time again. */
  'sending-paused': (now) => gmailErrors.retryAfter(now + 15 * 60_000, ' (Mail sending)'),
  'daily-sending-limit': (now) => gmailErrors.retryAfter(now + 24 * 3_600_000, ' (Mail sending)'),
  'too-many-at-once': () => gmailErrors.tooManyAtOnce(),
  exhausted: () => gmailErrors.exhausted(),
  'mailbox-quota': () => gmailErrors.quota('Queries per minute per user'),
  'project-quota': () => gmailErrors.quota('Queries per minute'),
  'user-rate': () => gmailErrors.userRate(),
  'daily-limit': () => gmailErrors.dailyLimit(),
  'token-refused': () => gmailErrors.badToken(),
  'scope-missing': () => gmailErrors.scopeMissing('gmail.users'),
  'domain-policy': () => gmailErrors.domainPolicy(),
  'precondition-failed': () => gmailErrors.precondition(),
  'not-found': () => gmailErrors.notFound(),
  'bad-request': () => gmailErrors.badRequest('Invalid value'),
  'backend-error': () => gmailErrors.backend(),
} as const satisfies Record<string, (now: number) => GmailError>;

export type GmailFault = keyof typeof answers;

export const gmailFaultNames = Object.keys(answers) as GmailFault[];

export const isGmailFault = (name: string): name is GmailFault => Object.hasOwn(answers, name);

export const gmailFault = (name: GmailFault, now: number): Response => errorResponse(answers[name](now));
