import { proofSchema, trackingSchema, type ProofState, type TrackedMailbox } from '../../../src/contract/index.ts';
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

/** The card with other words of the service about its mailbox, and about the last test, than it had. */
const told =
  (mailbox: Partial<TrackedMailbox>, state?: ProofState): Scene =>
  async (stage) => {
    const { page, demo, person } = stage;
    const tracking = `${demo.service.origin}/v1/tracking`;
    await stage.connected();
    await checkedUp(stage);
    const heard = Promise.all([page.waitForResponse(tracking), page.waitForResponse((response) => response.url().endsWith('/proof'))]);
    await person.tab.reload();
    const [view, proof] = await heard;
    const { mailboxes, ...others } = trackingSchema.parse(await view.json());
    const last = proofSchema.parse(await proof.json());
    const headers = await view.allHeaders();
    await page.route(tracking, (route) => route.fulfill({ headers, json: { ...others, mailboxes: mailboxes.map((each) => ({ ...each, ...mailbox })) } }));
    await page.route(proof.url(), (route) => route.fulfill({ headers, json: { ...last, state: state ?? last.state } }));
    await person.tab.reload();
    await checkedUp(stage);
    return person.tab;
  };

const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();
const hourMs = 3_600_000;

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
  'tracking late': told({ state: { kind: 'late' }, checkedAt: ago(2 * hourMs) }),
  'tracking catching up': told({ state: { kind: 'catching-up', since: ago(60 * hourMs), read: 340, found: 2 } }),
  'tracking gap': told({ gap: { from: ago(30 * hourMs), to: ago(2 * hourMs), replies: 2 }, verifiedAt: ago(400 * hourMs), tookMs: 3_000 }),
  'tracking test failed': told({ verifiedAt: ago(30 * hourMs), tookMs: 3_000 }, { kind: 'failed', at: ago(60_000), failure: { code: 'not-seen' } }),
  'tracking test on its way': told({ push: true, boundSeconds: 600 }, { kind: 'waiting', since: ago(1_000), until: ago(-2 * 60_000) }),
  'tracking out of reach': async (stage) => {
    await stage.connected();
    await stage.page.route(`${stage.demo.service.origin}/v1/tracking/*/check-up`, (route) => route.abort());
    await stage.person.tab.reload();
    await stage.page.locator('gmail-connect-wizard [part="checkup"] .note').waitFor();
    await stage.settled();
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
