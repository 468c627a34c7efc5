import type { GoogleProblem } from './failure-of.ts';
import { gmailFailureOf, isNotFound, limitIn } from './gmail-failure-of.ts';
import type { SendFailure } from './gmail-port.ts';
import { readLimitWords, readRetryAfter } from './read-limit-words.ts';

/**
 * What became of a mail when the call that sent it failed. Gmail has no key by which a second call would be known as the same
 * one, so this decides whether a mail may be sent again:
 *
 * It did not leave where Gmail refused it in its own words (4xx with an error of its own in the body), and where no
 * connection came about: the name was not found, or the connection itself was refused or not answered, before a byte of the
 * request was written (`problemOf` tells that from a connection that ended later; a proxy between is the same case).
 *
 * It may have left in every other case: no answer, half of one, one that cannot be read, a page of something that stands
 * between, 408, and every 5xx, after which mails were seen to arrive
 * (https://github.com/googleapis/google-api-python-client/issues/1474).
 */
export const sendFailureOf = (problem: GoogleProblem | undefined, now: number, threadId: string | undefined): SendFailure => {
  if (problem?.kind === 'unreachable') return { code: 'unreachable' };
  if (problem?.kind !== 'answered' || !isRefusal(problem)) return { code: 'unclear' };
  const who = limitIn(problem);
  if (who !== undefined) return { code: 'slow-down', who, retryAt: readRetryAfter(problem.text), says: readLimitWords(problem.text) };
  if (threadId !== undefined && isNotFound(problem)) return { code: 'thread-gone' };
  const failure = gmailFailureOf(problem, now);
  switch (failure.code) {
    // A precondition that failed: a call that reads is worth a second try, a mail was refused.
    case 'google-unavailable':
    case 'slow-down':
      return { code: 'request-refused' };
    default:
      return failure;
  }
};

const isRefusal = ({ status, names }: Extract<GoogleProblem, { kind: 'answered' }>): boolean =>
  status >= 400 && status < 500 && status !== 408 && names.length > 0;
