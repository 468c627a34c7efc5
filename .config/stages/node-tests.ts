import { globSync } from 'node:fs';
import { root, runProgram } from '../build/run-tool.ts';
import { findChromium } from '../machine/chromium.ts';
import type { Postgres } from '../machine/postgres.ts';
import { runCounted } from './run-counted.ts';
import { nothing, type Counts } from './stage.ts';

const runFiles = (patterns: readonly string[], exclude: readonly string[], env: NodeJS.ProcessEnv, concurrency: number): Promise<Counts> => {
  const files = globSync([...patterns], { cwd: root, exclude: [...exclude] }).sort();
  if (files.length === 0) return Promise.resolve(nothing);
  const parameters = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=./.config/stages/report-node-tests.ts', ...files];
  return runCounted((counted) => runProgram(process.execPath, parameters, { ...counted, ...env }));
};

/** The rules of the house, the sizes among them: they read sources and dist/. */
export const runHouseTests = (): Promise<Counts> => runFiles(['test/house/**/*.test.ts'], [], {}, 2);

/** Everything else that runs in Node. DATABASE_URL does not reach the tests: a service in one of them would take it for its own. */
export const runNodeTests = (postgres: Postgres): Promise<Counts> =>
  runFiles(['test/**/*.test.ts'], ['test/house/**', 'test/e2e/**'], { DATABASE_URL: undefined, GCK_TEST_DATABASE_URL: postgres.url }, 2);

/** The whole product in a real browser, one file after the other: windows that wait for a processor look like failures. */
export const runEndToEndTests = async (postgres: Postgres): Promise<Counts> => {
  const { executablePath } = await findChromium();
  return runFiles(['test/e2e/**/*.test.ts'], [], { DATABASE_URL: undefined, GCK_TEST_DATABASE_URL: postgres.url, CHROME_PATH: executablePath }, 1);
};
