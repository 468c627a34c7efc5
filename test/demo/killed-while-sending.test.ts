import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mintServerToken, mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { batchSchema, decode, sendingEndpoints, type Batch } from '../../src/contract/index.ts';
import { ownDatabase } from '../server/store/stores.ts';

/** The real service as a process of its own on PostgreSQL, ended by the machine in the middle of what it does. */

const lea = 'lea@northpeak.example';
const minute = 60_000;

let demo: DemoForTests;
const ends: (() => unknown)[] = [];
before(async () => {
  const environment = { GCK_UNDO_SECONDS: '0' };
  demo = await startDemoForTests({ service: 'process', databaseUrl: await ownDatabase({ after: (end) => void ends.push(end) }), environment });
});
after(async () => {
  await demo.close();
  for (const end of ends) await end();
});

const secret = () => tenantSecrets(demo.crm.host).usual;
const token = () => mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, secret(), demo.service.origin, demo.clock.now());

const ask = async (path: string, body?: unknown, bearer = token()): Promise<unknown> => {
  const headers = { authorization: `Bearer ${bearer}`, origin: demo.crm.origin, 'x-requested-with': 'gmail-connect-kit', 'content-type': 'application/json' };
  const answer = await fetch(`${demo.service.backChannel}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) });
  return answer.json();
};

const connect = async (): Promise<string> => {
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: token(),
    person: { email: lea },
  });
  assert.ok(end.kind === 'claimed', JSON.stringify(end));
  return end.claimed.connection.id;
};

/** Gives the service a turn, and knows that it lives. */
const turn = async (): Promise<void> => void (await (await fetch(`${demo.service.backChannel}/healthz`)).text());

const batchIn = (answer: unknown): Batch => {
  const decoded = decode(batchSchema, answer);
  assert.ok(decoded.ok, JSON.stringify(answer).slice(0, 500));
  return decoded.value;
};

test('a service that is killed in the middle of a batch sends the rest once it is back, and nothing twice', async (t) => {
  const connectionId = await connect();
  // An administrator lets mail leave as quickly as it can.
  const limits = { messagesPerDay: 1_000, batch: { messages: 1_000, seconds: 1 }, quotaUnitsPerMinute: 1_000_000 };
  await ask(sendingEndpoints.backendLimits(connectionId), { org: 'northpeak', user: 'lea', limits }, mintServerToken(secret(), demo.service.origin, demo.clock.now()));
  demo.google.control.limitQuota({ mailboxUnits: 1_000_000, atOnce: 100 });
  const mails = Array.from({ length: 60 }, (_, index) => ({ mail: { to: [{ address: `person-${index}@client.example` }], subject: `Mail ${index}`, text: 'Hello.' } }));
  const batch = batchIn(await ask(sendingEndpoints.batches, { connectionId, key: 'batch-0001', when: { kind: 'now' }, mails }));

  const taken = (): number => demo.google.control.sentMails().length;
  while (taken() < 20) await turn();
  await demo.service.kill();
  const takenThen = taken();
  await demo.service.start();

  let seen = batch;
  for (let looks = 0; looks < 200 && seen.sent + seen.failed < seen.total && !seen.mails.every(({ state: { kind } }) => kind === 'sent' || kind === 'held'); looks += 1) {
    // The dead process is waited for, and what it had in hand is looked for.
    demo.clock.advance(minute);
    for (let turns = 0; turns < 100; turns += 1) await turn();
    seen = batchIn(await ask(sendingEndpoints.batch(batch.id)));
  }
  const held = seen.mails.filter(({ state }) => state.kind === 'held').length;
  t.diagnostic(`killed after ${takenThen} of 60; ${seen.sent} sent, ${held} ask a person`);
  const people = demo.google.control.sentMails().flatMap(({ recipients }) => recipients);
  assert.equal(new Set(people).size, people.length);
  assert.deepEqual([seen.sent, seen.sent + held, seen.failed], [people.length, 60, 0]);
});
