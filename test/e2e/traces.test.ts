import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page, Request } from 'playwright-core';
import * as z from 'zod';
import type { Conditions } from '../../demo/crm/conditions.ts';
import { claimRequestSchema } from '../../src/contract/index.ts';
import { newVisitor } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

const { ledger } = demo.google.control;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;

/** The headers as they were sent; asked for at once, because a window may be gone a moment later. */
const headersOf = async (request: Request): Promise<Readonly<Record<string, string>>> => request.allHeaders().catch(() => request.headers());

/** Everything that must not stay anywhere, as the requests of one attempt show it. */
const collectSecrets = (context: BrowserContext): { all(): Promise<ReadonlyMap<string, string>> } => {
  const requests: Request[] = [];
  const headers: Promise<Readonly<Record<string, string>>>[] = [];
  context.on('request', (request) => {
    requests.push(request);
    headers.push(headersOf(request));
  });
  const all = async (): Promise<ReadonlyMap<string, string>> => {
    const secrets = new Map<string, string>([...ledger.secrets, ...demo.secrets].map((secret) => [secret, 'code, token or secret of Google or of the settings']));
    for (const { parameters } of ledger.of('authorization')) {
      secrets.set(parameters['state'] ?? '', 'state');
      secrets.set(parameters['nonce'] ?? '', 'nonce');
    }
    for (const { authorization } of await Promise.all(headers)) {
      if (authorization !== undefined) secrets.set(authorization.replace('Bearer ', ''), 'user token');
    }
    for (const request of requests) {
      const ticket = new URL(request.url()).searchParams.get('ticket');
      if (ticket !== null) secrets.set(ticket, 'ticket');
      if (request.url().endsWith('/v1/claim')) {
        const claim = z.parse(claimRequestSchema, request.postDataJSON());
        secrets.set(claim.codeVerifier, 'verifier');
        secrets.set(claim.finishCode, 'finish code');
      }
    }
    const kinds = new Set(secrets.values());
    for (const kind of ['state', 'nonce', 'user token', 'ticket', 'verifier', 'finish code']) assert.ok(kinds.has(kind), `no ${kind} was seen`);
    return secrets;
  };
  return { all };
};

/** Every place where something of an attempt could stay. */
const collectPlaces = (context: BrowserContext): { all(): Promise<readonly (readonly [where: string, text: string])[]> } => {
  const headers: Promise<Readonly<Record<string, string>>>[] = [];
  const addresses: (readonly [string, string])[] = [];
  const watch = (page: Page): void => {
    page.on('framenavigated', (frame) => addresses.push(['address of a page', frame.url()]));
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  context.on('request', (request) => headers.push(headersOf(request)));
  const all = async (): Promise<readonly (readonly [string, string])[]> => {
    const referrers = (await Promise.all(headers)).map(({ referer }) => ['Referer', referer ?? ''] as const);
    const ofPages = await Promise.all(
      context.pages().map(async (page) => {
        const { entries } = await (await context.newCDPSession(page)).send('Page.getNavigationHistory');
        const storage = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state, document.cookie, name, document.referrer]));
        return [['history', entries.map(({ url }) => url).join(' ')], ['storage of a page', storage]] as const;
      }),
    );
    const stored = JSON.stringify((await context.storageState({ indexedDB: true })).origins);
    return [...referrers, ...addresses, ...ofPages.flat(), ['stored in the browser', stored]];
  };
  return { all };
};

const ways: Readonly<Record<string, { readonly conditions: Partial<Conditions>; readonly blocked?: true; readonly byHand?: true }>> = {
  'in a window that still knows its opener': { conditions: {} },
  'in a window that was cut off': { conditions: { openerPolicy: 'same-origin' } },
  'with the code typed by hand': { conditions: { openerPolicy: 'same-origin', returnPage: false }, byHand: true },
  'in the same tab': { conditions: {}, blocked: true },
};

for (const [way, { conditions, blocked, byHand }] of Object.entries(ways)) {
  test(`an attempt ${way} leaves no code, state, ticket or token behind in the browser`, async () => {
    demo.crm.change(conditions);
    const { tab, context, console } = await newVisitor(browser, { timesFaster: byHand ? 5 : 1 });
    await context.addInitScript((isBlocked) => {
      // The windows stay, so that their history can be read.
      window.close = () => undefined;
      if (isBlocked) window.open = () => null;
    }, blocked === true);
    const secrets = collectSecrets(context);
    const places = collectPlaces(context);
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.walkToGoogle();
    if (blocked) {
      await tab.press('button', person.says.ok);
      await tab.press('button', person.says.continueInThisTab);
      await person.allowAtGoogle(tab);
    } else {
      const google = await person.openGoogle();
      await person.allowAtGoogle(google);
      if (byHand) {
        await google.seesHeading('One more step: type this code');
        await tab.type(person.says.codeFromWindow, await google.reads('status'));
        await tab.press('button', person.says.connect);
      }
    }
    await person.seesConnected();
    await tab.press('button', person.says.done);
    await tab.seesHeading(mailbox);

    const known = await secrets.all();
    const left: string[] = [];
    for (const [where, text] of [...(await places.all()), ['console', console.join('\n')] as const]) {
      for (const [secret, kind] of known) {
        const inFragment = kind === 'finish code' && text.startsWith(`${demo.crm.origin}/gmail-return.html#gck=finish.`) && where === 'address of a page';
        if (text.includes(secret) && !inFragment) left.push(`${kind} in ${where}: ${text}`);
      }
    }
    assert.deepEqual(left, []);
  });
}
