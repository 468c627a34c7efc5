import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { enrolMailbox } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { anna, connectionId, givenMailbox, owner, type GivenMailbox } from './given-mailbox.ts';

const alias = 'sales@acme.example';
const hour = 3_600_000;

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const timesAsked = (): number => box.gmail.asked.filter((each) => each === 'ownAddresses').length;
const reconnect = () => store.database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId, owner, email: anna, now: box.clock.now() }));

test('the addresses to send from are asked for once a day, and at once after a reconnection', async () => {
  for (let step = 0; step < 4; step += 1) await box.pollNext();
  assert.equal(timesAsked(), 1);
  box.clock.advance(24 * hour);
  box.gmail.ownAddresses = [anna, 'Sales@Acme.Example', 'no address'];
  await box.poll();
  assert.deepEqual([timesAsked(), (await box.mailbox()).ownAddresses], [2, [anna, alias]]);
  await reconnect();
  await box.poll();
  assert.equal(timesAsked(), 3);
});

test('what was known goes on while Gmail does not say, and it is asked again an hour later', async () => {
  box.gmail.ownAddresses = [anna, alias];
  await reconnect();
  await box.poll();
  box.clock.advance(24 * hour);
  box.gmail.next('ownAddresses', { code: 'google-unavailable' });
  await box.poll();
  assert.deepEqual((await box.mailbox()).ownAddresses, [anna, alias]);
  box.clock.advance(hour);
  await box.poll();
  assert.equal(timesAsked(), 4);
});

test('a mail from an alias is the user’s own where Gmail sent it, and nobody’s answer where it did not', async () => {
  box.gmail.ownAddresses = [anna, alias];
  await reconnect();
  const mail = await box.track();
  const sent = box.answer(mail, { labels: ['SENT'], headers: { From: `Anna <${alias}>`, To: 'ben@client.example' } });
  const spoofed = box.answer(mail, { headers: { From: `Anna <${alias}>` } });
  const answer = box.answer(mail, { headers: { To: alias } });
  await box.poll();
  assert.deepEqual(await box.replies(), [`${sent} own archive`, `${spoofed} other inbox`, `${answer} reply inbox`]);
});
