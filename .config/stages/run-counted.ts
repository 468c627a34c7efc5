import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nothing, type Counts } from './stage.ts';

/**
 * Runs a test runner that leaves its numbers in the file named by GCK_COUNTS. A runner that ends with a failure of its
 * own, or leaves no numbers, counts as one failure: nothing that did not run may look well.
 */
export const runCounted = async (run: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<Counts> => {
  const folder = mkdtempSync(join(tmpdir(), 'gck-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const code = await run({ ...process.env, GCK_COUNTS: file });
    const counts = readCounts(file);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const readCounts = (file: string): Counts => {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const count = (key: keyof Counts): number => Number((read as Record<string, unknown>)[key]);
    return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  } catch {
    return { ...nothing, failed: 1 };
  }
};
