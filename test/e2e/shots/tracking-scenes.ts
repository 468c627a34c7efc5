import type { ChromiumTab } from '../chromium.ts';
import { mailbox } from '../person.ts';
import type { Stage } from './stage.ts';

type Scene = (stage: Stage) => Promise<ChromiumTab>;

/** Something comes back, so that somebody is tracked. */
const trackSomebody = async ({ page }: Stage): Promise<void> => {
  await page.evaluate(() => fetch('/test-panel/anna-answers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
};

const settings = ({ google }: Stage): void => {
  google.putFilter(mailbox, { criteria: { query: 'in:anywhere' }, action: { removeLabelIds: ['UNREAD', 'INBOX'] } });
  google.putFilter(mailbox, { criteria: { from: 'news@letters.example' }, action: { addLabelIds: ['TRASH'] } });
  google.setForwarding(mailbox, { enabled: true, emailAddress: 'assistant@northpeak.example', disposition: 'leaveInInbox' });
  google.setVacation(mailbox, { enableAutoReply: true, endTime: String(Date.now() + 5 * 24 * 3_600_000) });
};

const checkedUp = async (stage: Stage): Promise<void> => {
  await stage.page.locator('gmail-connect-wizard [part="checkup"] summary').first().waitFor();
  await stage.settled();
};

const tested = async (stage: Stage): Promise<void> => {
  await stage.person.tab.press('button', stage.person.says.testTracking);
  await stage.page.locator('[part="proof"] .stages').waitFor();
};

const verified = async (stage: Stage): Promise<void> => {
  await tested(stage);
  await stage.page.locator('[part="proof"] details[open]').waitFor({ timeout: 60_000 });
};

const emptyList = async (stage: Stage): Promise<void> => {
  await stage.connected();
  await stage.person.tab.goTo(`${stage.demo.crm.origin}/replies`);
  await stage.page.locator('reply-tracker-list [part="proof"]').waitFor();
};

export const trackingScenes: Readonly<Record<string, Scene>> = {
  'tracking at risk': async (stage) => {
    settings(stage);
    await stage.connected();
    await trackSomebody(stage);
    await stage.person.tab.reload();
    await checkedUp(stage);
    return stage.person.tab;
  },
  'tracking calm': async (stage) => {
    await stage.connected();
    await checkedUp(stage);
    return stage.person.tab;
  },
  'tracking tested': async (stage) => {
    await stage.connected();
    await verified(stage);
    return stage.person.tab;
  },
  'tracking list tested': async (stage) => {
    await emptyList(stage);
    await verified(stage);
    return stage.person.tab;
  },
  'tracking list empty': async (stage) => {
    await emptyList(stage);
    return stage.person.tab;
  },
  'tracking list without mailbox': async (stage) => {
    await stage.person.tab.goTo(`${stage.demo.crm.origin}/replies`);
    await stage.page.locator('reply-tracker-list .blank').waitFor();
    return stage.person.tab;
  },
};
