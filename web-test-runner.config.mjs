import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { fileURLToPath } from 'node:url';
import { countReporter } from './.config/stages/count-browser-tests.mjs';
import { lean } from './.config/build/leave-out.ts';
import { findChromium } from './.config/machine/chromium.ts';

const { executablePath, args } = await findChromium();

/** The libraries as the bundle carries them: what is left out there is missed here first. */
const leanLibraries = {
  name: 'lean-libraries',
  /** @param {{ path: string, body: unknown }} context */
  transform: ({ path, body }) => lean(path, String(body)),
};

export default {
  files: ['test/**/*.browser.ts'],
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: { exportConditions: ['browser'] },
  // With the tsconfig, so that classes have the fields that they have in the build.
  plugins: [leanLibraries, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath, args } })],
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countReporter()],
};
