import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { connectionsViewSchema, decode } from '../../src/contract/index.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { newVisitor, type Visitor } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** The meter in the CRM's page, with the real service behind it: what leaves is seen counting. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '0' } });
const browser = await openChromium();

const token = (): string => mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host).usual, demo.service.origin, demo.clock.now());

/** Connects the person's mailbox; gives its id. */
const connect = async (): Promise<string> => {
  const person = { email: 'lea@northpeak.example' };
  const end = await connectByRobot({ serviceOrigin: demo.service.origin, service: byLoopback(demo.service.port), google: demo.google.fetch, pageOrigin: demo.crm.origin, token: token(), person });
  assert.equal(end.kind, 'claimed');
  const answer = await ask('/v1/connections');
  const view = decode(connectionsViewSchema, await answer.json());
  return view.ok ? (view.value.connections[0]?.id ?? '') : '';
};

const ask = (path: string, body?: unknown): Promise<Response> =>
  byLoopback(demo.service.port)(
    new Request(`${demo.service.origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token()}`, Origin: demo.crm.origin, 'X-Requested-With': 'gmail-connect-kit', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

const queue = async (connectionId: string, when: unknown): Promise<void> => {
  const mail = { to: [{ address: 'anna@globex.example' }], subject: 'Renewal', text: 'Shall we renew?' };
  const answer = await ask('/v1/outgoing', { connectionId, key: randomUUID(), mail, when, anyHour: true });
  assert.equal(answer.ok, true, await answer.clone().text());
};

const open = async (): Promise<Visitor> => {
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  return visitor;
};

const meter = ({ tab }: Visitor) => tab.page.locator('send-limit-meter');

test('a mailbox whose plan nobody knows shows a range, and what leaves and waits is in it', async () => {
  const connectionId = await connect();
  const visitor = await open();
  await meter(visitor).locator('.left').waitFor();
  assert.match(await meter(visitor).locator('.left').innerText(), /^450 to 1,800 left$/);
  await queue(connectionId, { kind: 'now' });
  await queue(connectionId, { kind: 'at', wall: new Date(demo.clock.now() + 20 * 3_600_000).toISOString().slice(0, 16), zone: 'UTC' });
  await visitor.tab.page.locator('send-scheduler .mail').getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 });
  await meter(visitor).locator('.left', { hasText: '449' }).waitFor();
  assert.match(await meter(visitor).locator('.left').innerText(), /^449 to 1,799 left$/);
  assert.match(await meter(visitor).locator('[part="legend"]').innerText(), /Through the CRM\s+1\s+Gmail itself, phone\s+0\s+Scheduled\s+1\s+Left\s+449\+/);
  assert.equal(await meter(visitor).locator('.bars').count(), 48);
  await meter(visitor).getByText('All limits').click();
  await meter(visitor).getByText('Up to 100 recipients per email').waitFor();
  assert.deepEqual(visitor.console, []);
});

test('a toolbar has the same in one line', async () => {
  await connect();
  const visitor = await open();
  await meter(visitor).locator('.left').waitFor();
  const large = await meter(visitor).locator('.left').innerText();
  await meter(visitor).evaluate((element) => element.setAttribute('compact', ''));
  assert.equal(await meter(visitor).locator('[part="inline"]').innerText(), large);
  await meter(visitor).evaluate((element) => element.removeAttribute('compact'));
  await meter(visitor).locator('.plot').waitFor();
  assert.deepEqual(visitor.console, []);
});

test('who has no mailbox is led to connecting one', async () => {
  const visitor = await open();
  await meter(visitor).getByRole('heading', { name: 'No mailbox is connected' }).waitFor();
  assert.equal(await meter(visitor).getByRole('link', { name: 'Connect a mailbox' }).getAttribute('href'), `${demo.crm.origin}/settings/email/connection`);
  assert.deepEqual(visitor.console, []);
});

test('the numbers of the last visit are there while the service is away', async () => {
  await connect();
  const visitor = await open();
  const left = meter(visitor).locator('.left');
  await left.waitFor();
  const before = await left.innerText();
  await visitor.tab.page.route(`${demo.service.origin}/v1/**`, (route) => route.abort());
  await visitor.tab.reload();
  await meter(visitor).getByText('These numbers are as of').waitFor();
  assert.equal(await left.innerText(), before);
});
