import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeFailureOf, isAlreadyWithdrawn, problemOf, profileFailureOf, refreshFailureOf } from '../../../src/server/google/failure-of.ts';
import { readCallback } from '../../../src/server/google/read-callback.ts';

/** An error as google-auth-library throws it, as far as the funnel looks. */
const answered = (status: number, data: unknown) => ({ response: { status, data } });
const oauth = (error: string, more: object = {}) => answered(400, { error, ...more });
const gmail = (status: number, reason: string, message = '') => answered(status, { error: { code: status, message, errors: [{ reason, message }] } });
const cause = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });

const exchanges: readonly (readonly [string, unknown, string])[] = [
  ['a code that Google does not take', oauth('invalid_grant'), 'google-refused'],
  ['a client that Google does not know', answered(401, { error: 'invalid_client' }), 'client-misconfigured'],
  ['a redirect URI that is not registered', oauth('redirect_uri_mismatch'), 'client-misconfigured'],
  ['an administrator’s policy', oauth('admin_policy_enforced'), 'google-policy'],
  ['too many requests', answered(429, { error: 'rate_limit_exceeded' }), 'google-unavailable'],
  ['an error of Google’s own', answered(500, 'oops'), 'google-unavailable'],
  ['a proxy’s page', answered(403, '<html>Forbidden</html>'), 'exchange-interrupted'],
  ['a name that does not resolve', cause('ENOTFOUND'), 'google-unavailable'],
  ['a refused connection', cause('ECONNREFUSED'), 'google-unavailable'],
  ['a connection that broke', cause('ECONNRESET'), 'exchange-interrupted'],
  ['the time limit', Object.assign(new Error('aborted'), { code: 'TimeoutError' }), 'exchange-interrupted'],
];
for (const [name, error, code] of exchanges) {
  test(`an exchange that meets ${name} is ${code}`, () => assert.deepEqual(exchangeFailureOf(problemOf(error)), { code }));
}

const refreshes: readonly (readonly [string, unknown, object])[] = [
  ['invalid_grant alone names no cause', oauth('invalid_grant', { error_description: 'Token has been expired or revoked.' }), { code: 'grant-lost', cause: 'unnamed' }],
  ['invalid_rapt is a session policy', oauth('invalid_grant', { error_subtype: 'invalid_rapt' }), { code: 'grant-lost', cause: 'session-policy' }],
  ['an administrator’s policy is named', oauth('admin_policy_enforced'), { code: 'grant-lost', cause: 'administrator-policy' }],
  ['an administrator’s policy is named as a subtype too', oauth('invalid_grant', { error_subtype: 'admin_policy_enforced' }), { code: 'grant-lost', cause: 'administrator-policy' }],
  ['a refused client condemns no mailbox', answered(401, { error: 'invalid_client' }), { code: 'client-misconfigured' }],
  ['a deleted client condemns no mailbox', oauth('deleted_client'), { code: 'client-misconfigured' }],
  ['too many requests pass', answered(429, { error: 'invalid_grant' }), { code: 'google-unavailable' }],
  ['an outage passes', answered(503, { error: 'invalid_grant' }), { code: 'google-unavailable' }],
  ['a page in HTML passes', answered(400, '<html>invalid_grant</html>'), { code: 'google-unavailable' }],
  ['an error nobody knows passes', oauth('brand_new_error'), { code: 'google-unavailable' }],
  ['no answer passes', cause('ECONNRESET'), { code: 'google-unavailable' }],
];
for (const [name, error, failure] of refreshes) {
  test(`in a refresh ${name}`, () => assert.deepEqual(refreshFailureOf(problemOf(error)), failure));
}

const profiles: readonly (readonly [string, unknown, string])[] = [
  ['an account without a mailbox', gmail(400, 'failedPrecondition', 'Mail service not enabled'), 'no-gmail'],
  ['an account without a mailbox, said with 403', gmail(403, 'failedPrecondition', 'Mail service not enabled'), 'no-gmail'],
  ['a precondition that fails now and then', gmail(400, 'failedPrecondition', 'Precondition check failed.'), 'google-unavailable'],
  ['a token that ended', gmail(401, 'authError'), 'access-refused'],
  ['a missing scope', gmail(403, 'insufficientPermissions'), 'access-refused'],
  ['an administrator who switched the API off', gmail(403, 'domainPolicy'), 'access-refused'],
  ['a quota said with 403', gmail(403, 'userRateLimitExceeded'), 'google-unavailable'],
  ['a quota said with 429', gmail(429, 'rateLimitExceeded'), 'google-unavailable'],
  ['an outage', gmail(500, 'backendError'), 'google-unavailable'],
];
for (const [name, error, code] of profiles) {
  test(`a profile that meets ${name} is ${code}`, () => assert.deepEqual(profileFailureOf(problemOf(error)), { code }));
}

test('a token that Google no longer knows counts as withdrawn, an outage does not', () => {
  const says = [oauth('invalid_token'), oauth('invalid_grant'), answered(503, ''), oauth('invalid_request'), cause('ECONNRESET')];
  assert.deepEqual(says.map((each) => isAlreadyWithdrawn(problemOf(each))), [true, true, false, false, false]);
});

test('what is thrown and is no error at all is no answer', () => {
  for (const thrown of [undefined, null, 'text', 7, {}]) assert.deepEqual(problemOf(thrown), { kind: 'no-answer' });
});

const callbacks: readonly (readonly [string, string, unknown])[] = [
  ['state and code', 'state=s&code=4%2F0abc&scope=x&authuser=0&prompt=consent', { state: 's', issuer: undefined, result: { kind: 'code', code: '4/0abc' } }],
  ['an issuer', 'state=s&code=c&iss=https%3A%2F%2Faccounts.google.com', { state: 's', issuer: 'https://accounts.google.com', result: { kind: 'code', code: 'c' } }],
  ['a denial', 'state=s&error=access_denied&error_description=%3Cb%3E', { state: 's', issuer: undefined, result: { kind: 'refused', failure: 'denied' } }],
  ['a policy', 'state=s&error=admin_policy_enforced', { state: 's', issuer: undefined, result: { kind: 'refused', failure: 'google-policy' } }],
  ['an error nobody knows', 'state=s&error=brand_new', { state: 's', issuer: undefined, result: { kind: 'refused', failure: 'google-refused' } }],
  ['an error beside a code', 'state=s&code=c&error=access_denied', { state: 's', issuer: undefined, result: { kind: 'refused', failure: 'denied' } }],
  ['no state', 'code=c', undefined],
  ['an empty state', 'state=&code=c', undefined],
  ['a doubled state', 'state=s&state=s&code=c', undefined],
  ['an array for a state', 'state[]=s&code=c', undefined],
  ['a doubled code', 'state=s&code=c&code=d', undefined],
  ['a doubled parameter of no interest', 'state=s&code=c&hd=a&hd=b', undefined],
  ['neither code nor error', 'state=s', undefined],
  ['an empty code', 'state=s&code=', undefined],
  ['a code longer than any', `state=s&code=${'c'.repeat(3000)}`, undefined],
];
for (const [name, query, expected] of callbacks) {
  test(`a callback with ${name} is ${expected === undefined ? 'not read' : 'read'}`, () => assert.deepEqual(readCallback(new URLSearchParams(query)), expected));
}
