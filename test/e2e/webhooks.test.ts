import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { newVisitor, waitUntil, type Visitor } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** What arrives in a mailbox is told to the CRM, whose page of activities shows it: service, webhook and browser are real. */
// A mailbox is asked every two seconds here instead of every minute.
const demo = await openProduct({ panel: true, environment: { GCK_POLL_ACTIVE_SECONDS: '2', GCK_POLL_IDLE_SECONDS: '2' } });
const browser = await openChromium();

const lea = 'lea@northpeak.example';

const connect = async (): Promise<void> => {
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host).usual, demo.service.origin, demo.clock.now()),
    person: { email: lea },
  });
  assert.equal(end.kind, 'claimed');
};

const openActivity = async (): Promise<Visitor> => {
  const visitor = await newVisitor(browser);
  await visitor.tab.goTo(`${demo.crm.origin}/activity`);
  await visitor.tab.seesHeading('Activity');
  await visitor.tab.page.getByText('Test panel', { exact: true }).click();
  return visitor;
};

const press = ({ tab }: Visitor, row: string): Promise<void> => tab.page.getByRole('button', { name: `Do it: ${row}` }).click();
const lines = ({ tab }: Visitor) => tab.page.getByRole('region', { name: 'Anna Berg' }).getByRole('listitem');

test('a reply appears in the contact’s activity once, however often the service tells it', async () => {
  await connect();
  const visitor = await openActivity();
  await press(visitor, 'Anna answers');
  await visitor.tab.seesHeading('Anna Berg · Globex');
  await lines(visitor).getByText('Re: Our offer for Globex').waitFor();
  assert.equal(await lines(visitor).count(), 1);

  const { context } = visitor;
  const settings = await context.newPage();
  await settings.goto(`${demo.crm.origin}/settings/webhooks`);
  await settings.getByText('Delivered').last().waitFor();
  await settings.getByRole('button', { name: 'Tell again' }).click();
  await visitor.tab.page.bringToFront();
  await lines(visitor).getByText('told once more, noted once').waitFor();
  assert.equal(await lines(visitor).count(), 1);
  assert.deepEqual(visitor.console, []);
});

test('while the webhook fails the service goes on trying, and then tells everything in order and once', async () => {
  await connect();
  const visitor = await openActivity();
  const before = await lines(visitor).count();
  await press(visitor, 'Anna answers');
  await waitUntil(async () => (await lines(visitor).count()) === before + 1);
  const [sent] = demo.google.control.mailbox(lea).mails;
  const references = { inReplyTo: sent?.head.messageId ?? '' };

  await visitor.tab.page.getByRole('switch', { name: 'The CRM’s webhook fails' }).click();
  for (const word of ['first', 'second', 'third']) {
    demo.google.control.deliver(lea, { from: `Anna the ${word} time <anna.berg@globex.example>`, subject: 'Re: Our offer for Globex', text: 'Yes.', ...references });
  }
  const settings = await visitor.context.newPage();
  await settings.goto(`${demo.crm.origin}/settings/webhooks?state=waiting`);
  await settings.getByText('last answer 503').waitFor();
  await settings.getByRole('row').nth(3).waitFor();
  assert.equal(await lines(visitor).count(), before + 1);

  demo.crm.change({ hook: 'answers' });
  demo.clock.advance(60_000);
  await visitor.tab.page.bringToFront();
  await waitUntil(async () => (await lines(visitor).count()) === before + 4);
  const told = (await lines(visitor).allTextContents()).slice(0, 3).map((line) => /first|second|third/.exec(line)?.[0]);
  assert.deepEqual(told, ['third', 'second', 'first']);
});

test('a forged call reaches nobody’s activity', async () => {
  const visitor = await openActivity();
  const before = await lines(visitor).count();
  await press(visitor, 'Somebody forges a call');
  await visitor.tab.page.goto(`${demo.crm.origin}/settings/webhooks`);
  await visitor.tab.page.getByText('The signature was not the service’s.').first().waitFor();
  await visitor.tab.page.goto(`${demo.crm.origin}/activity`);
  assert.equal(await lines(visitor).count(), before);
});
