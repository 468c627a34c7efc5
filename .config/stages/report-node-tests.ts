import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

const reasonOf = (error: Error): string => {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
};

/** A suite fails because of a test that is reported by itself. */
const failsByAnother = (error: Error): boolean => 'failureType' in error && error.failureType === 'subtestsFailed';

const indented = (text: string): string => text.trimEnd().split('\n').map((line) => `    ${line}`).join('\n');

/** What a file said: its failures, and everything it printed. */
interface Said {
  readonly failures: string[];
  readonly printed: string[];
}

const inFull = ({ failures, printed }: Said): string => {
  const output = printed.join('');
  return `${failures.join('\n')}\n${output.trim() === '' ? '' : `  What it printed:\n${indented(output)}\n`}`;
};

/**
 * A reporter for node:test: a line for each file, every failure in full with what its file printed, and the numbers in
 * the file named by GCK_COUNTS, for the closing line of `npm test`.
 */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const said = new Map<string, Said>();
  const saidBy = (name = ''): Said => {
    const file = name === '' ? '' : resolve(name);
    const found = said.get(file) ?? { failures: [], printed: [] };
    said.set(file, found);
    return found;
  };
  for await (const event of source) {
    switch (event.type) {
      case 'test:stdout':
      case 'test:stderr':
        saidBy(event.data.file).printed.push(event.data.message);
        break;
      case 'test:pass':
        if (event.data.skip !== undefined) yield `- skipped: ${event.data.name}${typeof event.data.skip === 'string' ? ` (${event.data.skip})` : ''}\n`;
        break;
      case 'test:fail': {
        const { file, name, details } = event.data;
        if (!failsByAnother(details.error)) saidBy(file).failures.push(`  ✖ ${name}\n${indented(reasonOf(details.error))}`);
        break;
      }
      case 'test:summary': {
        const { counts, duration_ms: milliseconds, file } = event.data;
        const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
        if (file === undefined) {
          const target = process.env['GCK_COUNTS'];
          if (target !== undefined) writeFileSync(target, JSON.stringify({ passed: counts.passed, failed, skipped: counts.skipped }));
          break;
        }
        yield `${failed > 0 ? '✖' : '✔'} ${relative(process.cwd(), file)}  ${counts.passed} of ${counts.tests}  ${(milliseconds / 1000).toFixed(1)} s\n`;
        if (failed > 0) yield inFull(saidBy(file));
        said.delete(resolve(file));
        break;
      }
      default:
    }
  }
  // A file that could not be loaded has no summary of its own.
  for (const [file, left] of said) if (left.failures.length > 0) yield `✖ ${relative(process.cwd(), file)}\n${inFull(left)}`;
}
