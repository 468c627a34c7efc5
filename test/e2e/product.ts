import { after, beforeEach } from 'node:test';
import { startDemoForTests, type DemoForTests, type DemoForTestsOptions } from '../../demo/start-for-tests.ts';
import { ownDatabase } from '../server/store/stores.ts';
import { beginAnew } from './begin-anew.ts';

export interface ProductOptions extends DemoForTestsOptions {
  /** The embedded database, which the demo has; else PostgreSQL where the tests were given one, because it starts sooner. */
  readonly database?: 'embedded';
}

/** The whole product for one file of tests. Each test begins with nobody connected and everything as usual. */
export const openProduct = async ({ database, ...options }: ProductOptions = {}): Promise<DemoForTests> => {
  const given = database !== 'embedded' && process.env['GCK_TEST_DATABASE_URL'] !== undefined;
  const closing: (() => unknown)[] = [];
  const databaseUrl = given ? { databaseUrl: await ownDatabase({ after: (end) => closing.push(end) }) } : {};
  const demo = await startDemoForTests({ ...databaseUrl, ...options });
  after(async () => {
    await demo.close();
    for (const close of closing) await close();
  });
  beforeEach(() => beginAnew(demo, options));
  return demo;
};
