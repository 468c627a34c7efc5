import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, type GoogleProblem } from '../../../src/server/google/failure-of.ts';
import { sendFailureOf } from '../../../src/server/google/send-failure-of.ts';
import { noon } from '../given-ports.ts';

const answered = (status: number, data: unknown) => problemOf({ response: { status, data } });
const gmail = (status: number, name: string, message = '') => answered(status, { error: { code: status, message, errors: [{ reason: name, message }] } });
const fetchFailed = (cause: object) => problemOf(Object.assign(new TypeError('fetch failed'), { cause }));

const slow = { code: 'slow-down', who: 'mailbox', retryAt: undefined, says: undefined } as const;
const rows: readonly (readonly [what: string, problem: GoogleProblem | undefined, failure: object])[] = [
  ['an answer that cannot be read', undefined, { code: 'unclear' }],
  ['a page of a proxy with 403', answered(403, '<html>Forbidden</html>'), { code: 'unclear' }],
  ['a page of a proxy with 404', answered(404, 'not found'), { code: 'unclear' }],
  ['a page of a proxy with 413', answered(413, '<html>Too large</html>'), { code: 'unclear' }],
  ['a page of a proxy with 429', answered(429, '<html>Slow down</html>'), { code: 'unclear' }],
  ['a page of a proxy with 401', answered(401, ''), { code: 'unclear' }],
  ['a time limit at Google', gmail(408, 'requestTimeout'), { code: 'unclear' }],
  ['an error of Gmail’s own machines', gmail(500, 'backendError'), { code: 'unclear' }],
  ['an outage that speaks of quotas', gmail(503, 'rateLimitExceeded', 'Quota exceeded'), { code: 'unclear' }],
  ['a gateway’s time limit', gmail(504, 'deadlineExceeded'), { code: 'unclear' }],
  ['a mail that is too large', gmail(413, 'uploadTooLarge'), { code: 'request-refused' }],
  ['a conversation that is not there', gmail(404, 'notFound'), { code: 'thread-gone' }],
  ['a precondition that failed', gmail(400, 'failedPrecondition', 'Precondition check failed.'), { code: 'request-refused' }],
  ['an account without Gmail', gmail(400, 'failedPrecondition', 'Mail service not enabled'), { code: 'no-gmail' }],
  ['a token that ended', gmail(401, 'authError'), { code: 'access-refused' }],
  ['the day’s limit, said with 429', gmail(429, 'rateLimitExceeded', 'Daily user sending limit exceeded'), { ...slow, says: { kind: 'limit-reached', limit: 'messages' } }],
  ['too many recipients, said with 403', gmail(403, 'rateLimitExceeded', 'You exceeded the maximum recipients'), { ...slow, says: { kind: 'limit-reached', limit: 'recipients' } }],
  ['a quota of the project', gmail(403, 'dailyLimitExceeded'), { ...slow, who: 'project' }],
  ['a name that nobody knows', fetchFailed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), { code: 'unreachable' }],
  ['a connection that was refused', fetchFailed({ code: 'ECONNREFUSED', syscall: 'connect' }), { code: 'unreachable' }],
  ['addresses that all refused', fetchFailed(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })), { code: 'unreachable' }],
  ['a connection that did not come about in time', fetchFailed({ code: 'UND_ERR_CONNECT_TIMEOUT' }), { code: 'unreachable' }],
  ['a route that was lost before', fetchFailed({ code: 'EHOSTUNREACH', syscall: 'connect' }), { code: 'unreachable' }],
  ['a route that was lost while reading', fetchFailed({ code: 'EHOSTUNREACH', syscall: 'read' }), { code: 'unclear' }],
  ['a route that was lost while writing', fetchFailed({ code: 'ENETUNREACH', syscall: 'write' }), { code: 'unclear' }],
  ['a connection that broke', fetchFailed({ code: 'ECONNRESET', syscall: 'read' }), { code: 'unclear' }],
  ['a socket that was closed', fetchFailed({ code: 'UND_ERR_SOCKET' }), { code: 'unclear' }],
  ['a time limit of ours', fetchFailed({ name: 'TimeoutError', code: 23 }), { code: 'unclear' }],
  ['anything else', problemOf('odd'), { code: 'unclear' }],
];
for (const [what, problem, failure] of rows) {
  test(`a mail that meets ${what} is ${'code' in failure ? String(failure.code) : ''}`, () => assert.deepEqual(sendFailureOf(problem, noon, 'thread-1'), failure));
}

test('without a conversation there is none to be gone', () => {
  assert.deepEqual(sendFailureOf(gmail(404, 'notFound'), noon, undefined), { code: 'request-refused' });
});
