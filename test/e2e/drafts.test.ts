import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, type Visitor } from './chromium.ts';
import { givenConnected } from './given-connected.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** What is being written lies in the service, and comes back in another window, after a reload, and for nobody else. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '0' } });
const browser = await openChromium();

const open = async (): Promise<Visitor> => {
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await visitor.tab.seesHeading('Outgoing email');
  return visitor;
};
const write = async ({ tab: { page } }: Visitor): Promise<void> => {
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
};
const text = ({ tab: { page } }: Visitor) => page.getByLabel('Text of the email');
/** What stands there once the draft has come; the sentence that says so may still be that of the time before. */
const untilText = ({ tab: { page } }: Visitor, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelector('send-scheduler')?.shadowRoot?.querySelector('textarea')?.value === wanted, words);
const storage = ({ tab: { page } }: Visitor): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        found.push(await new Promise((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        }));
      }
      database.close();
    }
    return JSON.stringify(found);
  });

test('a draft comes back after a reload, is told apart from another window’s, and goes with its mail', async () => {
  await givenConnected(demo);
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor);
  await page.getByLabel('To', { exact: true }).fill('anna@globex.example,');
  await page.getByLabel('Subject').fill('Kept by the service');
  await text(visitor).fill('A sentence that only the service knows.');
  await page.getByText(/^Draft saved at/).waitFor();
  assert.ok(!(await storage(visitor)).includes('only the service knows'));

  // A saved text asks no question.
  await visitor.tab.reload();
  await write(visitor);
  await page.getByText(/^The draft saved at .* is here again\.$/).first().waitFor();
  await untilText(visitor, 'A sentence that only the service knows.');

  const other = await open();
  await write(other);
  await other.tab.page.getByText(/is here again\.$/).first().waitFor();
  await text(other).fill('Written in the other window.');
  await other.tab.page.getByText(/^Draft saved at/).waitFor();
  await text(visitor).fill('Written in this window.');
  await page.getByText('This draft was changed in another window.').waitFor();
  await page.getByRole('button', { name: 'Save mine as a draft of its own' }).click();
  await page.getByText(/^Draft saved at/).waitFor();
  assert.equal(await text(other).inputValue(), 'Written in the other window.');

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('send-scheduler .mail', { hasText: 'Kept by the service' }).getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 });
  await write(visitor);
  await page.getByText(/is here again\.$/).first().waitFor();
  // The draft of the mail that left is gone.
  await untilText(visitor, 'Written in the other window.');
  // The service refuses the save of the first window with a status that every browser writes down.
  assert.deepEqual(visitor.console.filter((line) => !/409/.test(line)), []);
  assert.deepEqual(other.console, []);
});

test('what is written without a network is saved when it is back', async () => {
  await givenConnected(demo);
  const visitor = await open();
  const { page } = visitor.tab;
  await write(visitor);
  await text(visitor).waitFor();
  await visitor.context.setOffline(true);
  await text(visitor).fill('Written on a train.');
  await page.getByText('The draft is not saved yet; it is tried again by itself.').waitFor();
  await visitor.context.setOffline(false);
  await page.getByText(/^Draft saved at/).waitFor({ timeout: 30_000 });
});
