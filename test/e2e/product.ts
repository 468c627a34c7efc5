import { after, beforeEach } from 'node:test';
import { startDemoForTests, type DemoForTests, type DemoForTestsOptions } from '../../demo/start-for-tests.ts';
import { beginAnew } from './begin-anew.ts';

/** The whole product for one file of tests. Each test begins with nobody connected and everything as usual. */
export const openProduct = async (options: DemoForTestsOptions = {}): Promise<DemoForTests> => {
  const demo = await startDemoForTests(options);
  after(() => demo.close());
  beforeEach(() => beginAnew(demo, options));
  return demo;
};
