import { globSync } from 'node:fs';
import { root } from '../build/run-tool.ts';
import { findChromium } from '../machine/chromium.ts';
import type { Postgres } from '../machine/postgres.ts';
import { runTestFiles } from './run-test-files.ts';
import type { Counts } from './stage.ts';

const minute = 60_000;

interface Run {
  readonly exclude?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly concurrency: number;
  readonly limitMs: number;
}

const runFiles = (pattern: string, { exclude = [], env = {}, concurrency, limitMs }: Run): Promise<Counts> => {
  const files = globSync(pattern, { cwd: root, exclude: [...exclude] }).sort();
  return runTestFiles({ files, env, concurrency, limitMs });
};

/** The rules of the house, the sizes among them: they read sources and dist/. */
export const runHouseTests = (): Promise<Counts> => runFiles('test/house/**/*.test.ts', { concurrency: 2, limitMs: 5 * minute });

/** Everything else that runs in Node. DATABASE_URL does not reach the tests: a service in one of them would take it for its own. */
export const runNodeTests = (postgres: Postgres): Promise<Counts> =>
  runFiles('test/**/*.test.ts', {
    exclude: ['test/house/**', 'test/e2e/**'],
    env: { DATABASE_URL: undefined, GCK_TEST_DATABASE_URL: postgres.url },
    concurrency: 2,
    limitMs: 5 * minute,
  });

/** The whole product in a real browser, one file after the other: windows that wait for a processor look like failures. */
export const runEndToEndTests = async (postgres: Postgres): Promise<Counts> => {
  const { executablePath } = await findChromium();
  return runFiles('test/e2e/**/*.test.ts', {
    env: { DATABASE_URL: undefined, GCK_TEST_DATABASE_URL: postgres.url, CHROME_PATH: executablePath },
    concurrency: 1,
    limitMs: 8 * minute,
  });
};
