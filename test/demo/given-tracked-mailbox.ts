import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { decode, mailTrackedSchema, replyEndpoints, replyPageSchema, type Reply } from '../../src/contract/index.ts';
import { openStore, type Store } from '../../src/server/store/open.ts';
import { mintServerToken, mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { ownDatabase, type Cleanup } from '../server/store/stores.ts';

/** The whole demo with the service as a process of its own, Léa's mailbox connected and one mail of hers registered. */
export interface TrackedMailbox {
  readonly demo: DemoForTests;
  readonly store: Store;
  /** An answer of Ben's arrives; the subject names it. */
  answer(subject: string, from?: string): void;
  /** Lets time pass until the mailbox is due, and waits until it was polled. */
  untilPolled(): Promise<void>;
  /** Waits until as many replies are listed; time passes only as it does. */
  untilListed(count: number): Promise<void>;
  replies(): Promise<readonly Reply[]>;
  /** The longest time from an arrival to its row, in seconds. */
  slowest(): Promise<number>;
}

export const lea = 'lea@northpeak.example';
const user = 'lea';
const org = 'northpeak';
const offer = '<offer@northpeak.example>';

/** Only the machine's own time: what a test waits for is a process beside it. */
const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await pause(50);
  }
  assert.fail(`This did not come: ${what}`);
};

export const givenTrackedMailbox = async (t: Cleanup): Promise<TrackedMailbox> => {
  const databaseUrl = await ownDatabase(t);
  const account = 'pusher@northpeak.iam.example';
  const demo = await startDemoForTests({
    service: 'process',
    databaseUrl,
    environment: { GCK_PUSH_TOPIC: 'projects/larkspur-demo/topics/gmail', GCK_PUSH_AUDIENCE: 'push-of-larkspur', GCK_PUSH_ACCOUNT: account },
  });
  t.after(() => demo.close());
  demo.google.control.pushTo({ url: `${demo.service.backChannel}${replyEndpoints.googlePush}`, audience: 'push-of-larkspur', account });
  const opened = await openStore({ kind: 'postgres', url: databaseUrl });
  assert.ok(opened.ok);
  const store = opened.value;
  t.after(() => store.close());

  const tenant = tenantSecrets(demo.crm.host).usual;
  const token = (): string => mintUserToken({ user, org, origins: [demo.crm.origin] }, tenant, demo.service.origin, demo.clock.now());
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: token(),
    person: { email: lea },
  });
  assert.ok(end.kind === 'claimed');
  const rowOf = () => store.database.selectFrom('mailboxes').selectAll().executeTakeFirstOrThrow();
  await until('the first look', async () => (await rowOf()).cursor !== null);

  const registered = await fetch(`${demo.service.backChannel}${replyEndpoints.backendMails}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mintServerToken(tenant, demo.service.origin, demo.clock.now())}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      user,
      org,
      connectionId: end.claimed.connection.id,
      messageId: offer,
      subject: 'Our offer',
      recipients: ['ben@client.example'],
      sentAt: new Date(demo.clock.now()).toISOString(),
    }),
  });
  assert.ok(decode(mailTrackedSchema, await registered.json()).ok);

  const mailbox: TrackedMailbox = {
    demo,
    store,
    answer(subject, from = 'Ben Bright <ben@client.example>') {
      demo.google.control.deliver(lea, { from, subject, text: 'Gladly.', inReplyTo: offer, references: [offer] });
    },
    async untilPolled() {
      const { next_poll_at: dueAt, poll_ends_at: leaseEndsAt } = await rowOf();
      const due = Math.max(dueAt.getTime(), leaseEndsAt?.getTime() ?? 0, demo.clock.now());
      if (due > demo.clock.now()) demo.clock.advance(due - demo.clock.now());
      await until('a poll', async () => {
        const { checked_at: checkedAt, poll_owner: holder } = await rowOf();
        return holder === null && (checkedAt?.getTime() ?? 0) >= due;
      });
    },
    untilListed: (count) => until(`${count} replies`, async () => (await mailbox.replies()).length >= count),
    async replies() {
      const headers = { authorization: `Bearer ${token()}`, origin: demo.crm.origin, 'x-requested-with': 'gmail-connect-kit' };
      const answer = await fetch(`${demo.service.backChannel}${replyEndpoints.replies}?limit=500`, { headers });
      const page = decode(replyPageSchema, await answer.json());
      assert.ok(page.ok, page.ok ? '' : page.failure.at);
      return page.value.replies;
    },
    async slowest() {
      const rows = await store.database.selectFrom('replies').select(['received_at', 'found_at']).execute();
      return Math.max(...rows.map((row) => row.found_at.getTime() - row.received_at.getTime())) / 1_000;
    },
  };
  return mailbox;
};
