import type { ChromiumTab } from '../chromium.ts';
import { holdNext } from '../host-page.ts';
import { mailbox } from '../person.ts';
import type { Stage } from './stage.ts';
import { schedulerScenes } from './scheduler-scenes.ts';
import { sendingLimitScenes } from './sending-limit-scenes.ts';
import { trackingScenes } from './tracking-scenes.ts';

/** Brings a state about as a person or an accident would, and says which tab shows it. */
export type Scene = (stage: Stage) => Promise<ChromiumTab>;

const crmPage =
  (path: string): Scene =>
  async ({ demo, person }) => {
    await person.tab.goTo(`${demo.crm.origin}${path}`);
    return person.tab;
  };

const heading = (stage: Stage, id = '#heading'): Promise<void> => stage.page.locator(`gmail-connect-wizard ${id}`).waitFor();

/** The outcome of an attempt that was answered at Google. */
const outcome =
  (prepare: (stage: Stage) => unknown, email = mailbox): Scene =>
  async (stage) => {
    await prepare(stage);
    const google = await stage.openGoogle();
    await stage.answer(google, email);
    await stage.page.locator('gmail-connect-wizard .head ~ .main form .tile').first().waitFor();
    return stage.person.tab;
  };

const firstSteps =
  (presses: number): Scene =>
  async (stage) => {
    await stage.person.tab.goTo(`${stage.demo.crm.origin}/settings/first-steps`);
    await stage.settled();
    const { emailSettings, settings } = stage.person.says;
    for (const name of [settings, emailSettings].slice(0, presses)) await stage.page.locator('gmail-connect-wizard').getByRole('button', { name, exact: true }).click();
    return stage.person.tab;
  };

const crm: Readonly<Record<string, Scene>> = {
  'crm contacts': crmPage('/contacts'),
  'crm gear menu': async (stage) => {
    await stage.person.tab.goTo(stage.demo.crm.origin);
    await stage.person.tab.press('button', stage.person.says.gear);
    return stage.person.tab;
  },
  'crm settings': crmPage('/settings'),
  'crm email settings': crmPage('/settings/email'),
};

const steps: Readonly<Record<string, Scene>> = {
  'step 1': firstSteps(0),
  'step 2': firstSteps(1),
  'step 3': firstSteps(2),
  'step 4': async (stage) => {
    await stage.openTab();
    return stage.person.tab;
  },
  'step 5': async (stage) => {
    await stage.openTab();
    await stage.person.tab.press('button', stage.person.says.getStarted);
    return stage.person.tab;
  },
  'step 6': async (stage) => {
    await stage.openTab();
    await stage.person.walkToGoogle();
    await stage.settled();
    return stage.person.tab;
  },
  'step 6 preparing': async (stage) => {
    await stage.openTab();
    const held = await holdNext(stage.page, `${stage.demo.service.origin}/v1/flows`, 'POST');
    await stage.person.walkToGoogle();
    await held.arrived;
    return stage.person.tab;
  },
  'step 6 without the service': async (stage) => {
    await stage.openTab();
    await stage.page.route(`${stage.demo.service.origin}/v1/flows`, (route) => route.abort());
    await stage.person.walkToGoogle();
    await stage.page.locator('gmail-connect-wizard .tile.warn').waitFor();
    return stage.person.tab;
  },
};

/** Up to the page after the password, which is where Google asks for permission. */
const consent = async (stage: Stage): Promise<ChromiumTab> => {
  const google = await stage.openGoogle();
  await google.pressWith('button', mailbox);
  await google.type(stage.person.says.password, 'any word');
  await google.press('button', stage.person.says.next);
  return google;
};

const atGoogle: Readonly<Record<string, Scene>> = {
  'google 1 account': (stage) => stage.openGoogle(),
  'google 2 address': async (stage) => {
    const google = await stage.openGoogle();
    await google.pressWith('button', stage.person.says.anotherAccount);
    return google;
  },
  'google 3 password': async (stage) => {
    const google = await stage.openGoogle();
    await google.pressWith('button', mailbox);
    return google;
  },
  'google 4 consent': async (stage) => {
    const google = await consent(stage);
    await google.tick(stage.person.says.send);
    return google;
  },
  'google 5 blocked': async (stage) => {
    stage.google.change({ blockedBy: 'administrator' });
    return consent(stage);
  },
};

const waiting: Readonly<Record<string, Scene>> = {
  'steps 7 to 9': async (stage) => {
    await stage.openGoogle();
    await stage.person.tab.seesHeading(stage.person.says.continueAtGoogle);
    return stage.person.tab;
  },
  'window closed question': async (stage) => {
    await (await stage.openGoogle()).page.close();
    await stage.person.tab.seesHeading(stage.person.says.didYouClose);
    return stage.person.tab;
  },
  'window blocked': async (stage) => {
    await stage.visitor.context.addInitScript(() => (window.open = () => null));
    await stage.openTab();
    await stage.person.walkToGoogle();
    await stage.person.tab.press('button', stage.person.says.ok);
    return stage.person.tab;
  },
  'window blocked without return page': async (stage) => {
    stage.demo.crm.change({ returnPage: false });
    return (waiting['window blocked'] ?? missing)(stage);
  },
  'what google says': async (stage) => {
    await stage.openGoogle();
    await stage.page.locator('gmail-connect-wizard [part="google-says"]').waitFor({ timeout: 30_000 });
    return stage.person.tab;
  },
  'what google says administrator': async (stage) => {
    await (waiting['what google says'] ?? missing)(stage);
    await stage.page.locator('gmail-connect-wizard [part="google-says"] button').nth(1).click();
    return stage.person.tab;
  },
  'code by hand': async (stage) => {
    await byHand(stage);
    await stage.person.tab.seesHeading(stage.person.says.typeTheCode);
    return stage.person.tab;
  },
  'code by hand wrong': async (stage) => {
    await byHand(stage);
    await stage.person.tab.type(stage.person.says.codeFromWindow, 'AAAAAAAA');
    await stage.person.tab.press('button', stage.person.says.connect);
    await stage.page.locator('gmail-connect-wizard [aria-invalid="true"]').waitFor();
    return stage.person.tab;
  },
  'finish page by hand': (stage) => byHand(stage),
  claiming: async (stage) => {
    const google = await stage.openGoogle();
    const held = await holdNext(stage.page, `${stage.demo.service.origin}/v1/claim`, 'POST');
    await stage.answer(google);
    await held.arrived;
    return stage.person.tab;
  },
  'claiming without answer': async (stage) => {
    const google = await stage.openGoogle();
    await stage.page.route(`${stage.demo.service.origin}/v1/claim`, (route) => route.abort());
    await stage.answer(google);
    await stage.page.locator('gmail-connect-wizard footer button').first().waitFor();
    return stage.person.tab;
  },
};

const missing: Scene = () => Promise.reject(new Error('There is no such scene.'));

const byHand = async (stage: Stage): Promise<ChromiumTab> => {
  stage.demo.crm.change({ returnPage: false, openerPolicy: 'same-origin' });
  const google = await stage.openGoogle();
  await stage.answer(google);
  await google.page.locator('#by-hand:not([hidden])').waitFor();
  return google;
};

const ends: Readonly<Record<string, Scene>> = {
  connected: outcome(() => undefined),
  'sending only': async (stage) => {
    const google = await consent(stage);
    await google.tick(stage.person.says.send);
    await google.press('button', stage.person.says.allow);
    await stage.person.tab.seesHeading(stage.person.says.sendingOnly);
    return stage.person.tab;
  },
  denied: async (stage) => {
    const google = await consent(stage);
    await google.press('button', stage.person.says.cancel);
    await stage.page.locator('gmail-connect-wizard .tile.warn').waitFor();
    return stage.person.tab;
  },
  'wrong account': outcome(() => undefined, 'lea.moreau.home@mail.example'),
  'no gmail': outcome(({ demo }) => demo.crm.change({ expects: 'anything' }), 'lea@drive-only.example'),
  'no lasting access': outcome(({ google }) => google.change({ refreshToken: 'withheld' })),
  'address not verified': outcome(({ demo }) => demo.crm.change({ expects: 'anything' }), 'lea@new-address.example'),
  'google unavailable': outcome(({ google }) => google.failNext('token', 'unavailable', 'unavailable', 'unavailable', 'unavailable')),
  'answer not verified': outcome(({ google }) => google.change({ idToken: 'wrong-nonce' })),
  'window closed': async (stage) => {
    await (await stage.openGoogle()).page.close();
    await stage.person.tab.press('button', stage.person.says.yesClosed);
    await stage.person.tab.seesHeading(stage.person.says.windowClosed);
    return stage.person.tab;
  },
  'attempt lost': async (stage) => {
    await stage.openGoogle();
    await stage.person.tab.seesHeading(stage.person.says.continueAtGoogle);
    await stage.person.tab.reload();
    await heading(stage);
    await stage.page.locator('gmail-connect-wizard .tile.warn').waitFor();
    return stage.person.tab;
  },
  'mailbox of a colleague': async (stage) => {
    const { demo, person, page } = stage;
    demo.crm.change({ expects: 'anything' });
    await stage.openTab();
    await person.tab.press('button', person.says.gear);
    await person.tab.press('button', person.says.switchToHugo);
    await stage.settled();
    await person.connect();
    await page.context().clearCookies();
    return outcome(() => undefined)(stage);
  },
};

const card: Readonly<Record<string, Scene>> = {
  card: async (stage) => {
    await stage.connected();
    return stage.person.tab;
  },
  'card disconnect question': async (stage) => {
    await stage.connected();
    await stage.person.tab.press('button', stage.person.says.disconnect);
    return stage.person.tab;
  },
  'card sending only': async (stage) => {
    await (ends['sending only'] ?? missing)(stage);
    await stage.person.tab.press('button', stage.person.says.keepSendingOnly);
    await stage.person.tab.seesHeading(mailbox);
    return stage.person.tab;
  },
  'card reconnect needed': afterTrouble(({ google }) => google.revoke(mailbox)),
  'card reconnect needed, session policy': afterTrouble(({ google }) => google.refuseRefresh(mailbox, 'session-policy')),
  'card reconnect needed, administrator': afterTrouble(({ google }) => google.refuseRefresh(mailbox, 'administrator-policy')),
  'card check failed': afterTrouble(({ google }) => google.change({ outage: true })),
  'card not up to date': async (stage) => {
    await stage.connected();
    await stage.page.route(`${stage.demo.service.origin}/v1/**`, (route) => route.abort());
    await stage.person.tab.reload();
    await stage.page.locator('gmail-connect-wizard .note').waitFor();
    return stage.person.tab;
  },
  'card disconnected': async (stage) => {
    await stage.connected();
    await stage.person.disconnect();
    await stage.page.locator('gmail-connect-wizard [part="withdrawals"]').waitFor();
    return stage.person.tab;
  },
  'card disconnected, google away': async (stage) => {
    await stage.connected();
    stage.google.change({ outage: true });
    await stage.person.disconnect();
    await stage.page.locator('gmail-connect-wizard [part="withdrawals"]').waitFor();
    return stage.person.tab;
  },
  'nothing known': async (stage) => {
    await stage.page.route(`${stage.demo.service.origin}/v1/**`, (route) => route.abort());
    await stage.openTab();
    return stage.person.tab;
  },
};

/** A connected mailbox, then trouble, then the person asks. */
function afterTrouble(trouble: (stage: Stage) => void): Scene {
  return async (stage) => {
    await stage.connected();
    trouble(stage);
    stage.google.expireAccessTokens();
    await stage.page.locator('gmail-connect-wizard [part="card"] button').first().click();
    await stage.page.locator('gmail-connect-wizard .note').first().waitFor();
    await stage.settled();
    return stage.person.tab;
  };
}

const service: Readonly<Record<string, Scene>> = {
  'finish page denied': async (stage) => {
    stage.google.change({ consent: 'denied' });
    stage.demo.crm.change({ returnPage: false, openerPolicy: 'same-origin' });
    const google = await consent(stage);
    await google.page.locator('#ended:not([hidden])').waitFor();
    return google;
  },
  'finish page neutral': async (stage) => {
    await stage.person.tab.goTo(`${stage.demo.service.origin}/connect/finish/unknown`);
    return stage.person.tab;
  },
  'return page': async (stage) => {
    await stage.person.tab.goTo(`${stage.demo.crm.origin}/gmail-return.html`);
    return stage.person.tab;
  },
  limits: async (stage) => {
    await stage.person.tab.goTo(`${stage.demo.service.origin}/limits?lang=${stage.language}`);
    return stage.person.tab;
  },
};

export const scenes: Readonly<Record<string, Scene>> = { ...crm, ...steps, ...atGoogle, ...waiting, ...ends, ...card, ...trackingScenes, ...sendingLimitScenes, ...schedulerScenes, ...service };
