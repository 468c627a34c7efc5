import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from '../../../src/server/google/failure-of.ts';
import { gmailFailureOf, isNotFound, isWatchTaken } from '../../../src/server/google/gmail-failure-of.ts';
import { noon } from '../given-ports.ts';

/** An error as google-auth-library throws it, as far as the funnel looks. */
const answered = (status: number, data: unknown) => problemOf({ response: { status, data } });
const gmail = (status: number, name: string, message = '') => answered(status, { error: { code: status, message, errors: [{ reason: name, message }] } });
const newer = (code: number, status: string, message = '', details: readonly object[] = []) => answered(code, { error: { code, status, message, details } });

const slow = { code: 'slow-down', who: 'mailbox', retryAt: undefined };
const rows: readonly (readonly [string, ReturnType<typeof problemOf>, object])[] = [
  ['a mail service that is off, said with 400', gmail(400, 'failedPrecondition', 'Mail service not enabled'), { code: 'no-gmail' }],
  ['a mail service that is off, said with 403', newer(403, 'PERMISSION_DENIED', 'Mail service not enabled'), { code: 'no-gmail' }],
  ['a precondition that fails now and then', newer(400, 'FAILED_PRECONDITION', 'Precondition check failed.'), { code: 'google-unavailable' }],
  ['a request that is wrong', newer(400, 'INVALID_ARGUMENT', 'Invalid value at start_history_id'), { code: 'request-refused' }],
  ['a token that ended', newer(401, 'UNAUTHENTICATED'), { code: 'access-refused' }],
  ['a scope that was not granted, said in details alone', newer(403, 'PERMISSION_DENIED', '', [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }]), { code: 'permission-missing' }],
  ['a scope that reads headers alone', gmail(403, 'forbidden', "Metadata scope does not support 'q' parameter"), { code: 'permission-missing' }],
  ['a refusal that nobody knows', gmail(403, 'brandNew'), { code: 'permission-missing' }],
  ['an administrator', gmail(403, 'domainPolicy'), { code: 'google-policy' }],
  ['a project without the Gmail API', gmail(403, 'accessNotConfigured'), { code: 'request-refused' }],
  ['a quota of the user', gmail(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'), slow],
  ['a quota of the day', gmail(403, 'dailyLimitExceeded'), { ...slow, who: 'project' }],
  ['a quota in the newer form', newer(403, 'PERMISSION_DENIED', "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of"), slow],
  ['a project’s quota said with 429', newer(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of"), { ...slow, who: 'project' }],
  ['a time to come back', gmail(429, 'rateLimitExceeded', 'User-rate limit exceeded.  Retry after 2026-03-03T12:15:00.961Z'), { ...slow, retryAt: noon + 900_961 }],
  ['a time to come back with 403', gmail(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded.  Retry after 2026-03-03T13:30:00+01:00'), { ...slow, retryAt: noon + 1_800_000 }],
  ['a time that is over', gmail(429, 'rateLimitExceeded', 'User-rate limit exceeded.  Retry after 2026-03-03T11:59:59.000Z'), slow],
  ['a time that is far away', gmail(429, 'rateLimitExceeded', 'Retry after 2099-01-01T00:00:00Z'), { ...slow, retryAt: noon + 86_400_000 }],
  ['a time that is none', gmail(429, 'rateLimitExceeded', 'Retry after a while'), slow],
  ['a proxy’s 429', answered(429, '<html>'), slow],
  ['a proxy’s 403', answered(403, '<html>Forbidden</html>'), { code: 'google-unavailable' }],
  ['a proxy’s 404', answered(404, 'not found'), { code: 'google-unavailable' }],
  ['a time limit at Google', newer(408, 'DEADLINE_EXCEEDED'), { code: 'google-unavailable' }],
  ['an outage that speaks of quotas', gmail(503, 'rateLimitExceeded'), { code: 'google-unavailable' }],
  ['no answer', problemOf(new TypeError('fetch failed')), { code: 'google-unavailable' }],
];
for (const [name, problem, failure] of rows) {
  test(`a mailbox that meets ${name} is ${'code' in failure ? String(failure.code) : ''}`, () => assert.deepEqual(gmailFailureOf(problem, noon), failure));
}

test('a 404 is Gmail’s own by either name, and nobody else’s', () => {
  const says = [gmail(404, 'notFound'), newer(404, 'NOT_FOUND'), answered(404, '<html>'), answered(404, { error: 'x' }), gmail(400, 'notFound')];
  assert.deepEqual(says.map(isNotFound), [true, true, false, false, false]);
});

test('a watch of another topic is known by its sentence', () => {
  const sentence = 'Only one user push notification client allowed per developer (call /stop then try again)';
  assert.deepEqual([gmail(400, 'badRequest', sentence), gmail(400, 'badRequest', 'Invalid topicName')].map(isWatchTaken), [true, false]);
});
