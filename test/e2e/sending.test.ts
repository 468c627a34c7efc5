import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { newVisitor, type Visitor } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** Mails are written, planned and taken back in the CRM's page, and leave through the emulated Gmail: nothing between is false. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '6' } });
const browser = await openChromium();

const connect = async (): Promise<void> => {
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host).usual, demo.service.origin, demo.clock.now()),
    person: { email: 'lea@northpeak.example' },
  });
  assert.equal(end.kind, 'claimed');
};

const open = async (): Promise<Visitor> => {
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await visitor.tab.seesHeading('Outgoing email');
  return visitor;
};

const write = async ({ tab: { page } }: Visitor, subject: string): Promise<void> => {
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await page.getByLabel('To', { exact: true }).fill('anna@globex.example,');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('Text of the email').fill('Shall we meet?');
};
const row = ({ tab }: Visitor, subject: string) => tab.page.locator('send-scheduler .mail', { hasText: subject });

test('a mail leaves after the seconds in which it can be taken back, and the page shows it sent', async () => {
  await connect();
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor, 'Leaves at once');
  await page.getByText(/1 email: today at/).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText(/Sending in \d s/).waitFor();
  await row(visitor, 'Leaves at once').getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 });
  await row(visitor, 'Leaves at once').getByRole('link', { name: /Open in Gmail/ }).waitFor();
  assert.deepEqual(visitor.console, []);
});

test('a mail that is taken back never leaves, and its words come back', async () => {
  await connect();
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor, 'Taken back');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await page.getByLabel('Text of the email').waitFor();
  assert.equal(await page.getByLabel('Text of the email').inputValue(), 'Shall we meet?');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await row(visitor, 'Taken back').getByText('Cancelled', { exact: true }).waitFor();
  assert.deepEqual(visitor.console, []);
});

test('an hour that the clocks pass over is asked about before anything is saved', async () => {
  await connect();
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor, 'In the night of the clocks');
  await page.getByText('Another time', { exact: true }).click();
  const year = new Date().getUTCFullYear() + 1;
  const lastSunday = new Date(Date.UTC(year, 2, 31));
  lastSunday.setUTCDate(31 - lastSunday.getUTCDay());
  await page.getByRole('textbox', { name: 'Date' }).fill(lastSunday.toISOString().slice(0, 10));
  await page.getByLabel('Time', { exact: true }).fill('02:30');
  await page.getByLabel('Time zone').selectOption('Europe/Paris');
  await page.getByText('This time does not exist on that day').waitFor();
  await page.getByRole('button', { name: /0?3:30/ }).click();
  await page.getByText(/1 email: .* at /).waitFor();
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await row(visitor, 'In the night of the clocks').getByText('Scheduled', { exact: true }).waitFor();
  // A service refuses the question with a status that every browser writes down.
  assert.deepEqual(visitor.console.filter((line) => !/40[09]|422/.test(line)), []);
});

test('what is decided without a network is told when it is back, once, and another window shows it', async () => {
  await connect();
  const [visitor, other] = [await open(), await open()];
  const { page } = visitor.tab;
  await write(visitor, 'Decided offline');
  await page.getByText(/Tomorrow 0?8:00/).click();
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await row(visitor, 'Decided offline').getByText('Scheduled', { exact: true }).waitFor();
  await visitor.context.setOffline(true);
  await row(visitor, 'Decided offline').getByRole('button', { name: 'Cancel' }).click();
  await row(visitor, 'Decided offline').getByText('The mail service does not know it yet.').waitFor();
  await visitor.tab.reload().catch(() => undefined);
  await visitor.context.setOffline(false);
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await row(visitor, 'Decided offline').getByText('Cancelled', { exact: true }).waitFor({ timeout: 30_000 });
  await row(other, 'Decided offline').getByText('Cancelled', { exact: true }).waitFor({ timeout: 30_000 });
});

test('one email for each person is a batch of which every mail leaves by itself', async () => {
  await connect();
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor, 'To each of them');
  await page.getByLabel('To', { exact: true }).fill('jonas@globex.example,');
  await page.getByText('One email for each person').click();
  await page.getByText(/^2 emails: /).waitFor();
  await page.getByRole('button', { name: 'Send 2 emails' }).click();
  await page.getByText(/Sending 2 emails in \d s/).waitFor();
  await row(visitor, 'To each of them').getByText('Sent', { exact: true }).nth(1).waitFor({ timeout: 60_000 });
  assert.deepEqual(visitor.console, []);
});
