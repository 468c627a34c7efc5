import type { GoogleProblem } from './failure-of.ts';
import type { GmailFailure } from './gmail-port.ts';
import { readRetryAfter } from './read-limit-words.ts';

/**
 * What an error of the Gmail API means for the mailbox. Gmail names its errors in two ways, the older `reason` and the
 * newer `status`, and gives some causes the same name: then its text refines the meaning. A text that is not known
 * leaves the status' general meaning, and an answer that is no error of Gmail's (a proxy's page) counts as none.
 */
export const gmailFailureOf = (problem: GoogleProblem, now: number): GmailFailure => {
  if (problem.kind !== 'answered' || problem.status >= 500 || problem.status === 408) return { code: 'google-unavailable' };
  if (problem.status === 401) return { code: 'access-refused' };
  if (problem.status === 429) return slowDown(problem, now);
  if (problem.names.length === 0) return { code: 'google-unavailable' };
  for (const row of rows) if (row.status.includes(problem.status) && row.fits(problem)) return row.means(problem, now);
  return problem.status === 403 ? { code: 'permission-missing' } : { code: 'request-refused' };
};

/** A history id that Gmail no longer knows, or a mail that is gone; a 404 of somebody between is neither. */
export const isNotFound = (problem: GoogleProblem): boolean =>
  problem.kind === 'answered' && problem.status === 404 && problem.names.some((name) => name === 'notFound' || name === 'NOT_FOUND');

/** Another topic of this project is told of the mailbox: that has to be stopped first. */
export const isWatchTaken = (problem: GoogleProblem): boolean =>
  problem.kind === 'answered' && problem.status === 400 && says(problem, 'only one user push notification client');

export type Answered = Extract<GoogleProblem, { kind: 'answered' }>;

interface Row {
  readonly status: readonly number[];
  readonly fits: (problem: Answered) => boolean;
  readonly means: (problem: Answered, now: number) => GmailFailure;
}

const names =
  (...known: readonly string[]) =>
  (problem: Answered): boolean =>
    problem.names.some((name) => known.includes(name));

const says = (problem: Answered, words: string): boolean => problem.text.toLowerCase().includes(words);

/** The first row that fits decides. https://developers.google.com/workspace/gmail/api/guides/handle-errors */
const rows: readonly Row[] = [
  { status: [400, 403], fits: (problem) => says(problem, 'mail service not enabled'), means: () => ({ code: 'no-gmail' }) },
  // Gmail says this of a broken delegation, and now and then of nothing at all: the next try tells.
  // https://github.com/googleapis/google-api-php-client/issues/2558
  { status: [400], fits: (problem) => says(problem, 'precondition check failed'), means: () => ({ code: 'google-unavailable' }) },
  {
    status: [403],
    fits: (problem) => speaksOfQuota(problem),
    means: (problem, now) => slowDown(problem, now),
  },
  // The project may not use the Gmail API: nothing about this mailbox.
  { status: [403], fits: names('accessNotConfigured', 'SERVICE_DISABLED'), means: () => ({ code: 'request-refused' }) },
  { status: [403], fits: names('domainPolicy', 'admin_policy_enforced'), means: () => ({ code: 'google-policy' }) },
];

const speaksOfQuota = (problem: Answered): boolean => says(problem, 'quota exceeded') || names(...limitNames)(problem);

const limitNames: readonly string[] = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'quotaExceeded',
  'RESOURCE_EXHAUSTED',
  'RATE_LIMIT_EXCEEDED',
];

/** Undefined where the answer speaks of no limit; else whose it is. */
export const limitIn = (problem: Answered): 'mailbox' | 'project' | undefined => {
  const speaks = problem.status === 429 || (problem.status === 403 && speaksOfQuota(problem));
  return speaks ? (isProjects(problem) ? 'project' : 'mailbox') : undefined;
};

const slowDown = (problem: Answered, now: number): GmailFailure => ({
  code: 'slow-down',
  who: isProjects(problem) ? 'project' : 'mailbox',
  retryAt: retryAtIn(problem.text, now),
});

/** Google quotes the limit's name: “Queries per minute” is the project's, “Queries per minute per user” the mailbox's. */
const isProjects = (problem: Answered): boolean => {
  if (names('dailyLimitExceeded')(problem)) return true;
  const limit = /limit '([^']*)'/i.exec(problem.text)?.[1];
  return limit !== undefined && !/per user/i.test(limit);
};

const longestWaitMs = 24 * 3_600_000;

/** Where it still lies ahead, for a day at most. */
const retryAtIn = (sentence: string, now: number): number | undefined => {
  const at = readRetryAfter(sentence);
  return at !== undefined && at > now ? Math.min(at, now + longestWaitMs) : undefined;
};
