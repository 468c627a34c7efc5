import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWebhookSecret, signWebhook } from '../../../src/server/webhooks/sign-webhook.ts';
import { retryAfterMs } from '../../../src/server/webhooks/retry-times.ts';

test('a call is signed as the standard’s own example has it', () => {
  // The example of https://github.com/standard-webhooks/standard-webhooks, which its libraries share.
  const signed = signWebhook(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}');
  assert.equal(signed, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('with two secrets a call carries two signatures, so that one of them can be changed', () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `whsec_${Buffer.alloc(32, 9).toString('base64')}`];
  const [first, second, ...more] = signWebhook(secrets, 'msg_1', 1, '{}').split(' ');
  assert.equal(first, signWebhook(secrets.slice(0, 1), 'msg_1', 1, '{}'));
  assert.equal(second, signWebhook(secrets.slice(1), 'msg_1', 1, '{}'));
  assert.deepEqual(more, []);
});

const secrets: readonly (readonly [text: string, holds: boolean])[] = [
  [`whsec_${Buffer.alloc(24).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(64).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(23).toString('base64')}`, false],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, false],
  [Buffer.alloc(32).toString('base64'), false],
  ['whsec_not base64 at all, but long enough to be one', false],
];
for (const [text, holds] of secrets) {
  test(`${holds ? 'a good' : 'no good'} secret: ${text.slice(0, 12)}… of ${text.length} characters`, () => {
    assert.equal(isWebhookSecret(text), holds);
  });
}

test('a call is tried for more than three days, at first within seconds, then rarely', () => {
  const waits: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const wait = retryAfterMs(attempts, undefined, 0);
    if (wait === undefined) break;
    waits.push(wait);
  }
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  assert.equal(waits[0], 5_000);
  assert.deepEqual(waits, waits.toSorted((a, b) => a - b));
  assert.ok(hours > 72 && hours < 96, `${hours} h`);
});

test('a host that names a time is left alone until then, up to a day', () => {
  assert.equal(retryAfterMs(1, 90, 0), 90_000);
  assert.equal(retryAfterMs(1, 1, 0), 5_000);
  assert.equal(retryAfterMs(1, 9_999_999, 0), 86_400_000);
});
