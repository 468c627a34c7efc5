import { globSync } from 'node:fs';
import { root, runTool } from '../build/run-tool.ts';
import { findChromium } from '../machine/chromium.ts';
import { runCounted } from './run-counted.ts';
import { nothing, type Counts } from './stage.ts';

export const runBrowserTests = async (): Promise<Counts> => {
  const { executablePath } = await findChromium();
  if (globSync('test/**/*.browser.ts', { cwd: root }).length === 0) return nothing;
  return runCounted((env) => runTool('web-test-runner', ['--config', 'web-test-runner.config.mjs'], { ...env, CHROME_PATH: executablePath }));
};
