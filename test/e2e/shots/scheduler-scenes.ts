import { sendingEndpoints } from '../../../src/contract/index.ts';
import { everyState } from '../../components/send-scheduler/every-state.ts';
import type { ChromiumTab } from '../chromium.ts';
import type { Stage } from './stage.ts';

type Scene = (stage: Stage) => Promise<ChromiumTab>;

const open = async ({ demo, person, page }: Stage): Promise<ChromiumTab> => {
  await person.tab.goTo(`${demo.crm.origin}/sending`);
  await page.locator('send-scheduler [part="scheduler"][aria-busy="false"]').waitFor();
  return person.tab;
};

const connected: Scene = async (stage) => {
  await stage.connected();
  return open(stage);
};

/** The page with other mails than the mailbox has. */
const listed: Scene = async (stage) => {
  const { page } = stage;
  const isPage = (url: URL): boolean => url.pathname === sendingEndpoints.outgoing;
  await stage.connected();
  const heard = page.waitForResponse((response) => isPage(new URL(response.url())));
  await open(stage);
  const headers = await (await heard).allHeaders();
  const { mails, change, era } = { mails: [...everyState], change: 0, era: 'shown' };
  await page.route(isPage, (route) => route.fulfill({ headers, json: { mails, change, era } }));
  await page.route((url) => url.pathname === sendingEndpoints.outgoingChanges, (route) => route.fulfill({ headers, json: { mails: [], change, era, more: false } }));
  const tab = await open(stage);
  await page.locator('send-scheduler .mail').first().waitFor();
  return tab;
};

const write = async ({ page }: Stage): Promise<void> => {
  await page.locator('send-scheduler :is(.blank, .head) .btn').last().click();
  await page.locator('send-scheduler #to').fill('Anna Lindqvist <anna@globex.example>, jonas@globex.example,');
  await page.locator('send-scheduler #subject').fill('Your renewal for next year');
  await page.locator('send-scheduler .text').fill('Hello,\n\nshall we keep the same number of seats?');
  await page.locator('send-scheduler .sum').waitFor();
};

export const schedulerScenes: Readonly<Record<string, Scene>> = {
  'scheduler empty': connected,
  'scheduler every state': listed,
  'scheduler another time in a row': async (stage) => {
    const tab = await listed(stage);
    await stage.page.locator('send-scheduler .mail [aria-expanded]').first().click();
    return tab;
  },
  'scheduler without the network': async (stage) => {
    const tab = await listed(stage);
    await stage.visitor.context.setOffline(true);
    await stage.page.locator('send-scheduler .mail .why button:last-of-type').first().click();
    await stage.page.locator('send-scheduler .mail.local').waitFor();
    return tab;
  },
  'scheduler writing': async (stage) => {
    const tab = await connected(stage);
    await write(stage);
    return tab;
  },
  'scheduler another time and zone': async (stage) => {
    const tab = await connected(stage);
    await write(stage);
    await stage.page.locator('send-scheduler .slot').last().click();
    await stage.page.locator('send-scheduler input[type=date]').fill('2027-03-28');
    await stage.page.locator('send-scheduler input[type=time]').fill('02:30');
    await stage.page.locator('send-scheduler .other select').selectOption('Europe/Paris');
    await stage.page.locator('send-scheduler .when .note').waitFor();
    return tab;
  },
  'scheduler undo': async (stage) => {
    const tab = await connected(stage);
    await write(stage);
    await stage.page.locator('send-scheduler .go').click();
    await stage.page.locator('send-scheduler .toast').waitFor();
    return tab;
  },
};
