// npm run test:firefox: the window matrix of the end-to-end tests in Firefox, which has its own ideas of cut windows.
import { buildParts } from '../build/parts.ts';
import { runProgram } from '../build/run-tool.ts';
import { BrowserMissing } from '../machine/chromium.ts';
import { findFirefox } from '../machine/firefox.ts';

const files = ['test/e2e/window-matrix.test.ts'];

const run = async (): Promise<number> => {
  const firefox = findFirefox();
  if (!(await buildParts(['bundle', 'pages']))) return 1;
  return runProgram(process.execPath, ['--test', '--test-reporter=spec', ...files], { ...process.env, GCK_BROWSER: 'firefox', FIREFOX_PATH: firefox });
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof BrowserMissing ? error.message : error);
  return 1;
});
