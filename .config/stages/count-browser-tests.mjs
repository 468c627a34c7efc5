// @ts-check
import { writeFileSync } from 'node:fs';

/** A reporter that leaves the numbers in the file named by GCK_COUNTS, for the closing line of `npm test`. */
export const countReporter = () => ({
  /** @param {{ sessions: import('@web/test-runner').TestSession[] }} run */
  onTestRunFinished({ sessions }) {
    const file = process.env['GCK_COUNTS'];
    if (file === undefined) return;
    const counts = { passed: 0, failed: 0, skipped: 0 };
    /** @param {import('@web/test-runner').TestSuiteResult | undefined} suite */
    const add = (suite) => {
      for (const test of suite?.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      for (const inner of suite?.suites ?? []) add(inner);
    };
    for (const session of sessions) {
      add(session.testResults);
      // A file that does not load has no tests to fail.
      if (!session.passed && session.errors.length > 0) counts.failed += 1;
    }
    writeFileSync(file, JSON.stringify(counts));
  },
});
