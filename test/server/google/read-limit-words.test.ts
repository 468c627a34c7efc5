import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLimitWords, readRetryAfter } from '../../../src/server/google/read-limit-words.ts';

test('the time to try again is read from the text of the answer', () => {
  const at = Date.UTC(2026, 1, 11, 18, 3, 15, 961);
  assert.equal(readRetryAfter('User-rate limit exceeded.  Retry after 2026-02-11T18:03:15.961Z'), at);
  assert.equal(readRetryAfter('User-rate limit exceeded. Retry after 2026-02-11T18:03:15.961Z (Mail sending)'), at);
  assert.equal(readRetryAfter('Retry after 2026-02-11T18:03:15Z.'), at - 961);
  assert.equal(readRetryAfter('Retry after 2026-02-11T19:03:15+01:00'), at - 961);
  const none = ['', 'Retry after a while', 'Retry after 2026-13-45T99:99:99Z', 'Retry after 2026-02-11'];
  assert.deepEqual(none.map(readRetryAfter), none.map(() => undefined));
});

test('Google’s words tell the limit of the day from the rate', () => {
  const kinds = [
    'User-rate limit exceeded.  Retry after 2026-02-11T18:03:15.961Z (Mail sending)',
    '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to',
    'You have reached a limit for sending email. Your message was not sent.',
    'You reached a Gmail sending limit',
    '550 5.4.5 https://support.google.com/mail/?p=DailyLimitExceeded',
    '554 5.4.5 Recipient’s mail system is congested',
    'You exceeded the maximum recipients',
    'Too many concurrent requests for user',
    'User-rate limit exceeded.  Retry after 2026-02-11T18:03:15.961Z',
    'Delivery Status Notification (Failure)',
  ].map((text) => readLimitWords(text));
  assert.deepEqual(kinds, [
    { kind: 'sending-paused' },
    { kind: 'limit-reached', limit: 'messages' },
    { kind: 'limit-reached', limit: 'messages' },
    { kind: 'limit-reached', limit: 'messages' },
    { kind: 'limit-reached', limit: 'messages' },
    undefined,
    { kind: 'limit-reached', limit: 'recipients' },
    { kind: 'too-many-at-once' },
    undefined,
    undefined,
  ]);
});
