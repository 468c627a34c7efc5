import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { crmUsers } from '../../demo/crm/users.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { root } from '../build/run-tool.ts';
import { findChromium } from '../machine/chromium.ts';
import { median } from './median.ts';

/** A slow laptop or a middling phone, as browsers' own tools imitate one. */
const slowdown = 4;
const runs = 7;

export interface TimesToUsable {
  /** From the script's request to a "Get started" that can be pressed, with the service's answer on the page. */
  readonly wizard: number;
  /** From the script's request to an instance on which `connect` can be called: it has no page of its own. */
  readonly nylas: number;
  readonly nylasBytes: number;
}

/** A page that says when the script beside it can be used. `usable` is a function body that answers true then. */
const pageOf = (body: string, script: string, usable: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<link rel="icon" href="data:,"><body>${body}<script>
  window.began = performance.now();
  const look = () => { if ((() => { ${usable} })()) window.took = performance.now() - window.began; else requestAnimationFrame(look); };
  look();
</script>${script}</body></html>`;

const wizardPage = (serviceOrigin: string): string =>
  pageOf(
    `<gmail-connect-wizard endpoint="${serviceOrigin}" session-url="/bench/token"></gmail-connect-wizard>`,
    `<script type="module" src="/bench/kit/gmail-connect-kit.js"></script>`,
    `const buttons = document.querySelector('gmail-connect-wizard').shadowRoot?.querySelectorAll('button') ?? [];
     return [...buttons].some((button) => /get started/i.test(button.textContent) && !button.disabled && button.getBoundingClientRect().height > 0);`,
  );

const nylasPage = pageOf(
  '',
  `<script type="module">
    import { NylasConnect } from '/bench/nylas.js';
    window.nylas = new NylasConnect({ clientId: 'bench', redirectUri: location.origin + '/bench/callback' });
  </script>`,
  'return window.nylas !== undefined;',
);

const bundleOfNylas = async (): Promise<string> => {
  const result = await build({
    stdin: { contents: "export { NylasConnect } from '@nylas/connect';", resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  return result.outputFiles[0]?.text ?? '';
};

const measure = async (browser: Browser, demo: DemoForTests, name: 'wizard' | 'nylas', nylas: string): Promise<number> => {
  const { crm, service } = demo;
  const context = await browser.newContext({ locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const [lea] = crmUsers;
    const content = { user: lea.id, org: lea.org, origins: [crm.origin], name: lea.name, expectedEmail: lea.email };
    const token = mintUserToken(content, tenantSecrets(crm.host).usual, service.origin, Date.now());
    const html = { contentType: 'text/html; charset=utf-8' };
    await page.route(`${crm.origin}/bench/wizard`, (route) => route.fulfill({ ...html, body: wizardPage(service.origin) }));
    await page.route(`${crm.origin}/bench/nylas`, (route) => route.fulfill({ ...html, body: nylasPage }));
    await page.route(`${crm.origin}/bench/token`, (route) => route.fulfill({ json: { token } }));
    await page.route(`${crm.origin}/bench/nylas.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: nylas }));
    await page.route(`${crm.origin}/bench/kit/*`, (route) => route.fulfill({ path: `${root}dist/bundle/${new URL(route.request().url()).pathname.split('/').at(-1) ?? ''}` }));
    await page.goto(`${crm.origin}/bench/${name}`);
    const took = await page.waitForFunction(() => (window as { took?: number }).took, undefined, { timeout: 30_000 });
    return Number(await took.jsonValue());
  } finally {
    await context.close();
  }
};

/** Both in the same run and turn by turn, so that whatever else the machine does meets both alike. */
export const timesToUsable = async (): Promise<TimesToUsable> => {
  const nylas = await bundleOfNylas();
  const { executablePath, args } = await findChromium();
  const demo = await startDemoForTests();
  // Pages that a test answers itself have no address, and Chromium keeps those away from this machine's servers.
  const browser = await chromium.launch({ executablePath, args: [...args, '--disable-features=LocalNetworkAccessChecks'] });
  try {
    const times: { wizard: number[]; nylas: number[] } = { wizard: [], nylas: [] };
    // The first run of each warms the browser and the service.
    for (let run = 0; run <= runs; run += 1) {
      for (const name of ['wizard', 'nylas'] as const) {
        const time = await measure(browser, demo, name, nylas);
        if (run > 0) times[name].push(time);
      }
    }
    return { wizard: median(times.wizard), nylas: median(times.nylas), nylasBytes: gzipSync(nylas, { level: 9 }).byteLength };
  } finally {
    await browser.close();
    await demo.close();
  }
};
