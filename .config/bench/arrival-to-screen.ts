import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { crmUsers } from '../../demo/crm/users.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { apartMs } from '../../demo/personas/outside.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests } from '../../demo/start-for-tests.ts';

export interface ArrivalToScreen {
  readonly mails: number;
  readonly medianMs: number;
  /** Of 100 mails 95 were on the screen within this time. */
  readonly p95Ms: number;
}

/**
 * The whole way of a mail: it arrives at the emulated Google, whose push wakes the service, a process of its own with
 * PostgreSQL; that judges, stores and tells, and the CRM's page in a real browser draws the row. Gmail tells of one
 * change in a second, so the mails come that far apart.
 */
export const measureArrivalToScreen = async (browser: Browser, databaseUrl: string, mails = 40): Promise<ArrivalToScreen> => {
  const demo = await startDemoForTests({ service: 'process', databaseUrl, panel: true, pushes: true });
  try {
    const { crm, service, google } = demo;
    const [{ id, org, email }] = crmUsers;
    const end = await connectByRobot({
      serviceOrigin: service.origin,
      service: byLoopback(service.port),
      google: google.fetch,
      pageOrigin: crm.origin,
      token: mintUserToken({ user: id, org, origins: [crm.origin] }, tenantSecrets(crm.host).usual, service.origin, Date.now()),
      person: { email },
    });
    if (end.kind !== 'claimed') throw new Error(`No mailbox was connected: ${JSON.stringify(end)}`);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })).newPage();
    await page.goto(`${crm.origin}/replies`);
    // The first answer comes with the mail that it answers.
    await crm.fetch(new Request(`${crm.origin}/test-panel/anna-answers`, { method: 'POST', headers: { origin: crm.origin }, body: '{}' }));
    await page.locator('reply-tracker-list article').first().waitFor();
    const inReplyTo = google.control.mailbox(email).mails.find(({ labels }) => labels.includes('SENT'))?.head.messageId ?? '';

    const took: number[] = [];
    for (let number = 0; number < mails; number += 1) {
      await pause(apartMs);
      const name = `Anna ${number}`;
      // Both ends of the way are on this machine, with one clock.
      const shown = page.evaluate(
        (wanted) =>
          new Promise<number>((resolve) => {
            const look = (): void => {
              const rows = document.querySelector('reply-tracker-list')?.shadowRoot?.querySelectorAll('article .who') ?? [];
              if ([...rows].some(({ textContent }) => textContent.includes(wanted))) requestAnimationFrame(() => resolve(Date.now()));
              else requestAnimationFrame(look);
            };
            look();
          }),
        name,
      );
      const arrivedAt = Date.now();
      google.control.deliver(email, { from: `${name} <anna.berg@globex.example>`, subject: 'Re: Our offer for Globex', text: 'Yes, please.', inReplyTo });
      took.push((await shown) - arrivedAt);
    }
    const sorted = took.toSorted((one, other) => one - other);
    const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
    return { mails, medianMs: at(0.5), p95Ms: at(0.95) };
  } finally {
    for (const context of browser.contexts()) await context.close();
    await demo.close();
  }
};
