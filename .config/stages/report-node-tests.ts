import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

const shortName = (file: string | undefined): string => (file === undefined ? '' : relative(process.cwd(), file));

const reasonOf = (error: Error): string => {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
};

const indented = (text: string): string => text.trimEnd().split('\n').map((line) => `    ${line}`).join('\n');

/**
 * A reporter for node:test: a line for each file, every failure in full with what its file printed, and the numbers in
 * the file named by GCK_COUNTS, for the closing line of `npm test`.
 */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const printed = new Map<string, string[]>();
  const failures = new Map<string, string[]>();
  const push = (map: Map<string, string[]>, file: string | undefined, text: string): void => {
    map.set(file ?? '', [...(map.get(file ?? '') ?? []), text]);
  };
  for await (const event of source) {
    switch (event.type) {
      case 'test:stdout':
      case 'test:stderr':
        push(printed, event.data.file, event.data.message);
        break;
      case 'test:fail':
        // A suite fails because of a test that has been reported already.
        if (!('failureType' in event.data.details.error && event.data.details.error.failureType === 'subtestsFailed')) {
          push(failures, event.data.file, `  ✖ ${event.data.name}\n${indented(reasonOf(event.data.details.error))}`);
        }
        break;
      case 'test:summary': {
        const { counts, duration_ms: milliseconds, file } = event.data;
        const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
        if (file === undefined) {
          const target = process.env['GCK_COUNTS'];
          if (target !== undefined) writeFileSync(target, JSON.stringify({ passed: counts.passed, failed, skipped: counts.skipped }));
          break;
        }
        yield `${failed > 0 ? '✖' : '✔'} ${shortName(file)}  ${counts.passed} of ${counts.tests}  ${(milliseconds / 1000).toFixed(1)} s\n`;
        if (failed > 0) {
          yield `${(failures.get(file) ?? []).join('\n')}\n`;
          const output = (printed.get(file) ?? []).join('');
          if (output.trim() !== '') yield `  What it printed:\n${indented(output)}\n`;
        }
        break;
      }
      default:
    }
  }
}
