import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRateLimiter, takeToken, type Bucket } from '../../../src/server/http/rate-limits.ts';
import { acme, clockAt, settingsWith } from '../given-ports.ts';
import { asServer, asUser, givenRouter, refusalOf, writing } from './given-router.ts';

test('a bucket gives a minute’s worth at once, and then one after the other', () => {
  const clock = clockAt();
  const limiter = createRateLimiter(clock);
  assert.deepEqual([1, 2, 3, 4].map(() => limiter.take('user', 3)), [undefined, undefined, undefined, 20]);
  clock.advance(19_000);
  assert.equal(limiter.take('user', 3), 1);
  clock.advance(1_000);
  assert.equal(limiter.take('user', 3), undefined);
  assert.equal(limiter.take('user', 3), 20);
  assert.equal(limiter.take('another user', 3), undefined);
});

test('whatever the times of the requests, no more pass than the bucket held and gained', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), waits, (perMinute, pauses) => {
      let bucket: Bucket | undefined;
      let now = 0;
      let taken = 0;
      for (const pause of pauses) {
        now += pause;
        const result = takeToken(bucket, perMinute, now);
        bucket = result.bucket;
        if (result.taken) taken += 1;
        else assert.equal(takeToken(bucket, perMinute, now + result.retryAfterSeconds * 1000).taken, true);
      }
      assert.ok(taken <= perMinute + (now / 60_000) * perMinute + 1e-6);
    }),
  );
});

test('a clock that is set back gives nothing away and locks nobody out', () => {
  const first = takeToken(undefined, 1, 60_000);
  assert.equal(first.taken, true);
  assert.deepEqual(takeToken(first.bucket, 1, 0), { taken: false, bucket: { tokens: 0, at: 0 }, retryAfterSeconds: 60 });
});

test('a flood of addresses takes no more memory than there are buckets', () => {
  const limiter = createRateLimiter(clockAt(), 2);
  assert.equal(limiter.take('a', 1), undefined);
  limiter.take('b', 1);
  assert.equal(limiter.take('a', 1), 60);
  limiter.take('c', 1);
  assert.equal(limiter.take('a', 1), 60, 'the one that asks most is remembered');
  assert.equal(limiter.take('b', 1), undefined, 'the one that was quiet longest is forgotten');
});

const limits = { address: 1000, pages: 2, user: 3, attempts: 1 };

test('one user’s attempts are limited, apart from their reads and from everybody else', async () => {
  const { ask, clock } = givenRouter({ settings: settingsWith({ limits }) });
  const attempt = async (change: Record<string, unknown> = {}) =>
    ask('/v1/things', { method: 'POST', body: '{"word":"x"}', headers: await asUser(change, writing) });
  assert.equal((await attempt()).status, 200);
  const refused = await attempt();
  assert.equal(refused.headers.get('retry-after'), '60');
  assert.equal(refused.headers.get('access-control-allow-origin'), 'https://crm.acme.example');
  assert.deepEqual(await refusalOf(refused), [429, { code: 'too-many-requests', retryAfterSeconds: 60 }]);
  assert.equal((await attempt({ sub: 'user-2' })).status, 200);
  assert.equal((await attempt({ org: 'org-2' })).status, 200);
  assert.equal((await ask('/v1/things/t1', { headers: await asUser() })).status, 200);
  clock.advance(60_000);
  assert.equal((await attempt()).status, 200);
});

test('a tenant’s own limits go before what is usual, for its users and its backend', async () => {
  const own = { ...acme, limits: { user: 1, attempts: 2, backend: 1 } };
  const { ask } = givenRouter({ settings: settingsWith({ limits, tenants: new Map([[acme.id, own]]) }) });
  const attempt = async () => (await ask('/v1/things', { method: 'POST', body: '{"word":"x"}', headers: await asUser({}, writing) })).status;
  assert.deepEqual([await attempt(), await attempt(), await attempt()], [200, 200, 429]);
  const read = async () => (await ask('/v1/things/t1', { headers: await asUser() })).status;
  assert.deepEqual([await read(), await read()], [200, 429]);
  const forward = async () => (await ask('/v1/backend/things', { method: 'POST', body: '{"word":"x"}', headers: await asServer({ 'content-type': 'application/json' }) })).status;
  assert.deepEqual([await forward(), await forward()], [200, 429]);
});

test('names cannot be chosen so that two users share what they may ask', async () => {
  const { ask } = givenRouter({ settings: settingsWith({ limits }) });
  for (const change of [{ org: 'a', sub: 'b","c' }, { org: 'a","b', sub: 'c' }, { org: 'a', sub: 'b c' }, { org: 'a b', sub: 'c' }, { org: 'a', sub: 'b,c' }, { org: 'a,b', sub: 'c' }]) {
    const response = await ask('/v1/things', { method: 'POST', body: '{"word":"x"}', headers: await asUser(change, writing) });
    assert.equal(response.status, 200);
  }
});

test('guessing tokens from one address is limited before anything is verified', async () => {
  const { ask } = givenRouter({ settings: settingsWith({ limits: { ...limits, address: 2 } }) });
  const guess = (address: string) => ask('/v1/things/t1', { headers: { authorization: 'Bearer a.b.c' } }, address);
  assert.deepEqual(await Promise.all([1, 2, 3].map(async () => (await guess('203.0.113.9')).status)), [401, 401, 429]);
  assert.equal((await guess('203.0.113.10')).status, 401);
});

test('opening the service’s own pages is limited per address, and says so to a person', async () => {
  const { ask } = givenRouter({ settings: settingsWith({ limits }) });
  assert.equal((await ask('/connect/show/a')).status, 200);
  assert.equal((await ask('/connect/show/b')).status, 200);
  const refused = await ask('/connect/show/c');
  assert.equal(refused.headers.get('retry-after'), '30');
  assert.equal(refused.status, 429);
  assert.match(await refused.text(), /Wait a minute/);
});
