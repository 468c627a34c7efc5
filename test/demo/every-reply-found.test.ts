import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenTrackedMailbox, lea, type TrackedMailbox } from './given-tracked-mailbox.ts';

/** What the mailbox' user is told: within a minute of its arrival, where a mail was sent today. */
const boundSeconds = 60;

const listed = async (mailbox: TrackedMailbox): Promise<readonly string[]> =>
  (await mailbox.replies()).map(({ subject, verdict, foundIn }) => `${subject} ${verdict} ${foundIn}`).toSorted();

test('no filter of the mailbox hides a reply: marked as read, archived, deleted or forwarded, each is found within the bound', async (t) => {
  const mailbox = await givenTrackedMailbox(t);
  const { control } = mailbox.demo.google;
  control.behavePushes('lost');
  const filters = [
    ['read', { removeLabelIds: ['UNREAD'] }],
    ['archived', { removeLabelIds: ['INBOX'] }],
    ['deleted', { addLabelIds: ['TRASH'] }],
    ['forwarded', { forward: 'hugo@northpeak.example', removeLabelIds: ['INBOX', 'UNREAD'] }],
    ['labelled', { addLabelIds: [control.putLabel(lea, 'Clients')], removeLabelIds: ['INBOX'] }],
  ] as const;
  for (const [name, action] of filters) {
    control.putFilter(lea, { criteria: { from: `${name}@client.example` }, action });
    mailbox.answer(`Re: Our offer, ${name}`, `Ben <${name}@client.example>`);
  }
  await mailbox.untilPolled();
  const all = ['archived reply archive', 'deleted reply trash', 'forwarded reply archive', 'labelled reply archive', 'read reply inbox'];
  assert.deepEqual(await listed(mailbox), all.map((each) => `Re: Our offer, ${each}`));
  assert.ok((await mailbox.slowest()) <= boundSeconds);
});

test('pushes that are lost, doubled or out of order change only when a reply is found, and never how often', async (t) => {
  const mailbox = await givenTrackedMailbox(t);
  const { control } = mailbox.demo.google;
  const arrive = (name: string): void => {
    // One push a second goes out for a mailbox; the rest Gmail drops.
    mailbox.demo.clock.advance(1_100);
    mailbox.answer(`Re: Our offer, ${name}`);
  };
  arrive('pushed');
  await mailbox.untilListed(1);
  control.behavePushes('doubled');
  arrive('doubled');
  await mailbox.untilListed(2);
  control.behavePushes('held');
  arrive('held, older');
  arrive('held, newer');
  control.releasePushes();
  await mailbox.untilListed(4);
  control.behavePushes('lost');
  arrive('lost');
  await mailbox.untilPolled();
  await control.pushesSettled();
  await mailbox.untilPolled();
  assert.deepEqual(await listed(mailbox), ['doubled', 'held, newer', 'held, older', 'lost', 'pushed'].map((name) => `Re: Our offer, ${name} reply inbox`));
  assert.ok((await mailbox.slowest()) <= boundSeconds);
  assert.deepEqual([...new Set(control.pushes.map(({ status }) => status))], [204]);
});

test('changes that Gmail has forgotten are made up for, and each reply is reported once', async (t) => {
  const mailbox = await givenTrackedMailbox(t);
  const { control } = mailbox.demo.google;
  control.behavePushes('lost');
  mailbox.answer('Re: Our offer, before');
  await mailbox.untilPolled();
  for (let count = 0; count < 12; count += 1) mailbox.answer(`Re: Our offer, ${count}`);
  control.expireHistory(lea);
  mailbox.answer('Re: Our offer, after');
  await mailbox.untilPolled();
  await mailbox.untilPolled();
  assert.equal(new Set(await listed(mailbox)).size, 14);
  assert.equal((await mailbox.replies()).length, 14);
  assert.ok((await mailbox.slowest()) <= boundSeconds);
});

test('a service that is killed at whatever it asks of Gmail reports each reply once, within the bound', async (t) => {
  const mailbox = await givenTrackedMailbox(t);
  const { google, service } = mailbox.demo;
  google.control.behavePushes('lost');
  const moments = ['history.list', 'messages.get', 'messages.get', 'messages.get'] as const;
  // While there is no service nobody finds anything.
  let awaySeconds = 0;
  for (const [round, endpoint] of moments.entries()) {
    const held = google.control.holdNext(endpoint);
    for (let count = 0; count < 3; count += 1) mailbox.answer(`Re: Our offer, ${round}-${count}`);
    const polled = mailbox.untilPolled();
    await held.reached;
    // The later rounds die once the answer has left: in the middle of judging and storing.
    if (round > 1) held.release();
    const killedAt = Date.now();
    await service.kill();
    if (round <= 1) held.release();
    await service.start();
    awaySeconds = Math.max(awaySeconds, (Date.now() - killedAt) / 1_000);
    await Promise.all([polled, mailbox.untilPolled()]);
    await mailbox.untilListed(3 * (round + 1));
  }
  assert.equal(new Set(await listed(mailbox)).size, 3 * moments.length);
  assert.equal((await mailbox.replies()).length, 3 * moments.length);
  assert.ok((await mailbox.slowest()) <= boundSeconds + awaySeconds);
  assert.ok(google.control.usage(lea).mostAtOnce <= 5);
});
