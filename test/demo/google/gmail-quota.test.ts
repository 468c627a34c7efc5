import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hugo } from '../../server/google/given-gmail.ts';
import { lea, origin } from '../given-google.ts';
import { anna, errorOf, givenApi } from './given-api.ts';

test('every call is counted with what it costs, for each mailbox and for all', async () => {
  const { control, ask } = givenApi();
  const { id } = control.deliver(lea, { from: anna, subject: 'Offer' });
  await ask('profile');
  await ask(`messages/${id}?format=minimal`);
  await ask('messages');
  await ask('labels', { email: hugo });
  assert.deepEqual(control.usage(lea), { calls: { getProfile: 1, 'messages.get': 1, 'messages.list': 1 }, units: 26, mostAtOnce: 1 });
  assert.deepEqual([control.usage(hugo).units, control.usage().units], [1, 27]);
  control.forgetUsage();
  assert.deepEqual([control.usage(lea).units, control.usage().units], [0, 0]);
  assert.deepEqual(control.ledger.of('gmail').map(({ method, email, status }) => [method, email, status]), [
    ['messages.get', lea, 200],
    ['messages.list', lea, 200],
    ['labels.list', hugo, 200],
  ]);
});

test('the units of a minute end, and come back with the next one', async () => {
  const { control, ask } = givenApi();
  control.limitQuota({ mailboxUnits: 3 });
  const statuses = [(await ask('history?startHistoryId=1')).status, (await ask('labels')).status];
  const [status, reason, message] = errorOf(await ask('labels'));
  assert.deepEqual([...statuses, status, reason], [404, 200, 403, 'rateLimitExceeded']);
  assert.match(message, /limit 'Queries per minute per user'/);
  assert.equal((await ask('labels', { email: hugo })).status, 200);
  control.advance(60_000);
  assert.equal((await ask('labels')).status, 200);
});

test('all mailboxes of a project share its minute', async () => {
  const { control, ask } = givenApi();
  control.limitQuota({ projectUnits: 1 });
  assert.equal((await ask('labels')).status, 200);
  const [status, , message] = errorOf(await ask('labels', { email: hugo }));
  assert.deepEqual([status, /limit 'Queries per minute' /.test(message)], [403, true]);
});

test('more than ten requests at once of one mailbox are refused', async () => {
  const { google, control } = givenApi();
  const token = control.issueAccess(lea);
  const get = () => google.fetch(new Request(`${origin}/gmail/v1/users/me/labels`, { headers: { authorization: `Bearer ${token}` } }));
  const held = Array.from({ length: 10 }, () => control.holdNext('labels.list'));
  const waiting = held.map(() => get());
  await Promise.all(held.map(({ reached }) => reached));
  const refused = await get();
  assert.equal(refused.status, 429);
  assert.match(await refused.text(), /Too many concurrent requests for user/);
  for (const { release } of held) release();
  assert.deepEqual((await Promise.all(waiting)).map(({ status }) => status), Array.from({ length: 10 }, () => 200));
  assert.equal(control.usage(lea).mostAtOnce, 11);
});
