import { decode, sendingLimitsSchema } from '../../../src/contract/index.ts';
import { givenLimits } from '../../client/sending-limits/given-limits.ts';
import { meterStates, type MeterStateName } from '../../components/send-limit-meter/meter-states.ts';
import type { ChromiumTab } from '../chromium.ts';
import type { Stage } from './stage.ts';

type Scene = (stage: Stage) => Promise<ChromiumTab>;

const onPage = async ({ person, demo, page }: Stage): Promise<ChromiumTab> => {
  await person.tab.goTo(`${demo.crm.origin}/sending`);
  await page.locator('send-limit-meter [part="meter"][aria-busy="false"]').waitFor();
  return person.tab;
};

/** The CRM's page with other words of the service about the mailbox than it had. */
const told =
  (name: MeterStateName): Scene =>
  async (stage) => {
    const { page } = stage;
    const isLimits = (url: URL): boolean => /\/sending\/[^/]+\/limits$/.test(url.pathname);
    await stage.connected();
    const heard = page.waitForResponse((response) => isLimits(new URL(response.url())));
    await onPage(stage);
    const answer = await heard;
    const limits = decode(sendingLimitsSchema, await answer.json());
    const { connectionId, email } = limits.ok ? limits.value : givenLimits();
    const { mailbox } = { mailbox: {}, ...meterStates[name] };
    const headers = await answer.allHeaders();
    await page.route(isLimits, (route) => route.fulfill({ headers, json: { ...givenLimits(mailbox), connectionId, email } }));
    // What is saved is newer than what is told now, so it has to be forgotten.
    await page.evaluate(() => indexedDB.deleteDatabase('gmail-connect-kit'));
    const tab = await onPage(stage);
    await stage.page.locator('send-limit-meter .left').waitFor();
    return tab;
  };

const opened: Scene = async (stage) => {
  const tab = await told('very near')(stage);
  for (const summary of await stage.page.locator('send-limit-meter summary').all()) await summary.click();
  return tab;
};

export const sendingLimitScenes: Readonly<Record<string, Scene>> = {
  'limit calm': told('calm'),
  'limit near': told('near'),
  'limit very near': opened,
  'limit reached': told('reached'),
  'limit plan unknown': told('plan unknown'),
  'limit paused': told('paused'),
  'limit of recipients': told('recipients bind'),
  'limit not heard elsewhere': told('not heard elsewhere'),
  'limit without mailbox': onPage,
};
