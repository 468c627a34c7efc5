import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { createHttpReplyClient } from '../../src/client/replies/http-reply-client.ts';
import { changedOutgoingSchema, decode, sendingEndpoints, type OutgoingMail } from '../../src/contract/index.ts';
import { ownDatabase } from '../server/store/stores.ts';

/** CRM, service, emulated Google and database together: what a person writes leaves their mailbox, and its answer is found. */

const lea = 'lea@northpeak.example';

let demo: DemoForTests;
const ends: (() => unknown)[] = [];
before(async () => {
  const environment = { GCK_POLL_ACTIVE_SECONDS: '2', GCK_POLL_IDLE_SECONDS: '2', GCK_UNDO_SECONDS: '0' };
  demo = await startDemoForTests({ databaseUrl: await ownDatabase({ after: (end) => void ends.push(end) }), environment });
});
after(async () => {
  await demo.close();
  for (const end of ends) await end();
});

const token = () => mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host).usual, demo.service.origin, Date.now());

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

const page = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${demo.service.backChannel}${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token()}`, origin: demo.crm.origin, 'x-requested-with': 'gmail-connect-kit', 'content-type': 'application/json' },
  });

const mailIn = async (answer: Response): Promise<OutgoingMail> => {
  const decoded = decode(changedOutgoingSchema, await answer.json());
  assert.ok(decoded.ok, JSON.stringify(decoded));
  return decoded.value.mail;
};

/** The person's page hears that something changed, and looks. */
const until = async (id: string, kind: OutgoingMail['state']['kind']): Promise<OutgoingMail> => {
  const leaving = new AbortController();
  const clock = { now: () => Date.now(), sleep: () => new Promise<never>(() => undefined) };
  const client = createHttpReplyClient(demo.service.origin, { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: token }, {
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init?.headers);
      headers.set('Origin', demo.crm.origin);
      return fetch(`${demo.service.backChannel}${url.pathname}${url.search}`, { ...init, headers });
    },
    pageUrl: () => demo.crm.origin,
    clock,
  });
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const mail = await mailIn(await page(sendingEndpoints.outgoingMail(id)));
      if (mail.state.kind !== kind) return;
      leaving.abort();
      resolve(mail);
    };
    void client.follow({ change: 0, era: 'none' }, (event) => {
      if (event !== 'alive' && event.type === 'outgoing') look().catch(reject);
    }, leaving.signal);
  });
};

test('a mail that a person sends leaves their mailbox once, is shown as sent, and is tracked', async () => {
  const connectionId = await connect();
  const body = JSON.stringify({
    connectionId,
    key: 'first-mail-0001',
    mail: { to: [{ name: 'Anna Lindqvist', address: 'anna@globex.example' }], subject: 'Renewal – März', text: 'Shall we renew?' },
    when: { kind: 'now' },
  });
  const queued = await mailIn(await page(sendingEndpoints.outgoing, { method: 'POST', body }));
  // The answer may have been lost: the same key again is the same mail.
  const again = await mailIn(await page(sendingEndpoints.outgoing, { method: 'POST', body }));
  assert.equal(again.id, queued.id);
  const sent = await until(queued.id, 'sent');
  assert.equal(sent.action, 'open-in-gmail');
  const inGmail = demo.google.control.mailbox(lea).mails.filter(({ labels }) => labels.includes('SENT'));
  assert.equal(inGmail.length, 1);
});
