import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { lea, libraryFor } from '../given-google.ts';
import { anna, errorOf, givenApi } from './given-api.ts';

const hello = { from: anna, subject: 'Offer' };
const topicName = 'projects/larkspur/topics/gmail';
const subscription = { url: 'https://connect.example.com/push', account: 'push@larkspur.example' };
const pushSchema = z.object({
  message: z.object({ data: z.string(), messageId: z.string(), publishTime: z.string() }),
  subscription: z.literal('projects/larkspur/subscriptions/gmail'),
});
const dataSchema = z.object({ emailAddress: z.string(), historyId: z.string() });

const givenPushes = (status = 204) => {
  const received: { readonly token: string; readonly messageId: string; readonly historyId: string }[] = [];
  const given = givenApi({
    fetchOut: async (input, init) => {
      const request = new Request(input, init);
      assert.equal(request.url, subscription.url);
      const { message } = z.parse(pushSchema, await request.json());
      const { emailAddress, historyId } = z.parse(dataSchema, JSON.parse(Buffer.from(message.data, 'base64').toString()));
      assert.equal(emailAddress, lea);
      received.push({ token: request.headers.get('authorization')?.slice(7) ?? '', messageId: message.messageId, historyId });
      return new Response(null, { status });
    },
  });
  given.control.pushTo(subscription);
  return { ...given, received };
};

test('a watch says where the mailbox stands, and one push comes at once, then one for each change', async () => {
  const { control, ask, received } = givenPushes();
  const { body } = await ask('watch', { body: { topicName } });
  const { historyId, expiration } = z.parse(z.object({ historyId: z.string(), expiration: z.string() }), body);
  assert.equal(Number(expiration) - Date.parse('2026-03-03T12:00:00Z'), 7 * 86_400_000);
  control.advance(2_000);
  control.deliver(lea, hello);
  await control.pushesSettled();
  assert.deepEqual(received.map((push) => push.historyId), [historyId, control.mailbox(lea).historyId]);
  assert.deepEqual(control.pushes.map(({ status }) => status), [204, 204]);
});

test('a push carries an ID token that Google’s library takes', async () => {
  const { google, ask, control, received } = givenPushes();
  await ask('watch', { body: { topicName } });
  await control.pushesSettled();
  const library = libraryFor(google);
  const { certs } = await library.getFederatedSignonCertsAsync();
  const [, claims = ''] = received[0]?.token.split('.') ?? [];
  const { aud, email, email_verified } = z.parse(z.looseObject({ aud: z.string(), email: z.string(), email_verified: z.boolean() }), JSON.parse(Buffer.from(claims, 'base64url').toString()));
  assert.deepEqual([aud, email, email_verified], [subscription.url, subscription.account, true]);
  // The signature alone: the emulator's clock stands still in this test.
  await assert.rejects(library.verifySignedJwtWithCertsAsync(received[0]?.token ?? '', certs, aud, ['http://google.localhost:4402']), /used too late/);
});

test('one event a second goes out for a mailbox, what exceeds that is dropped', async () => {
  const { control, ask, received } = givenPushes();
  await ask('watch', { body: { topicName } });
  for (const passed of [999, 0, 1, 500, 500]) {
    control.advance(passed);
    control.deliver(lea, hello);
  }
  await control.pushesSettled();
  assert.equal(received.length, 3);
});

test('pushes are lost, doubled or turned around when they are told to', async () => {
  const { control, ask, received } = givenPushes();
  control.behavePushes('lost');
  await ask('watch', { body: { topicName } });
  control.behavePushes('doubled');
  control.advance(1_000);
  control.deliver(lea, hello);
  await control.pushesSettled();
  assert.equal(new Set(received.map(({ messageId }) => messageId)).size, 1);
  assert.equal(received.length, 2);
  control.behavePushes('held');
  for (let count = 0; count < 2; count += 1) {
    control.advance(1_000);
    control.deliver(lea, hello);
  }
  assert.equal(received.length, 2);
  control.releasePushes();
  await control.pushesSettled();
  const [older, newer] = received.slice(2).map(({ historyId }) => BigInt(historyId)).toReversed();
  assert.ok((older ?? 0n) < (newer ?? 0n));
});

test('a watch ends after seven days, or when it is stopped', async () => {
  const { control, ask, received } = givenPushes();
  await ask('watch', { body: { topicName } });
  assert.equal((await ask('stop', { body: {} })).status, 204);
  control.advance(1_000);
  control.deliver(lea, hello);
  await ask('watch', { body: { topicName } });
  control.advance(7 * 86_400_000);
  control.deliver(lea, hello);
  await control.pushesSettled();
  assert.deepEqual([received.length, control.mailbox(lea).watchedBy], [2, []]);
});

test('a project has one topic for a mailbox', async () => {
  const { control, ask } = givenPushes();
  await ask('watch', { body: { topicName } });
  const other = { body: { topicName: 'projects/larkspur/topics/staging' } };
  assert.deepEqual(errorOf(await ask('watch', other)).slice(0, 1), [400]);
  assert.match(errorOf(await ask('watch', other))[2], /^Only one user push notification client allowed/);
  await ask('stop', { body: {} });
  assert.equal((await ask('watch', other)).status, 200);
  assert.deepEqual(control.mailbox(lea).watchedBy, ['projects/larkspur/topics/staging']);
  assert.equal((await ask('watch', { body: { topicName: 'gmail' } })).status, 400);
});
