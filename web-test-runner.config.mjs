import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { fileURLToPath } from 'node:url';
import { countReporter } from './.config/stages/count-browser-tests.mjs';
import { findChromium } from './.config/machine/chromium.ts';

const { executablePath, args } = await findChromium();

export default {
  files: ['test/**/*.browser.ts'],
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: { exportConditions: ['browser', 'development'] },
  // With the tsconfig, so that classes have the fields that they have in the build.
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath, args } })],
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  // The development build of Lit says so once per page; its real warnings stay.
  filterBrowserLogs: (/** @type {{ args: unknown[] }} */ { args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countReporter()],
};
