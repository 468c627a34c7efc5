import type { Failure } from '../../contract/index.ts';
import type { LogFields } from '../ports.ts';
import { isDatabaseDown } from '../store/database-failure.ts';

/** What an exception becomes: a failure for the answer, and what the log may know of it. */
export interface Thrown {
  readonly failure: Failure;
  readonly fields: LogFields;
}

/** The one funnel for everything that was thrown while a request was answered. */
export const fromThrown = (error: unknown): Thrown =>
  isDatabaseDown(error)
    ? { failure: { code: 'service-unavailable' }, fields: { failure: 'service-unavailable' } }
    : { failure: { code: 'internal' }, fields: { failure: nameOf(error), at: whereThrown(error) } };

/** The same for a person at a terminal: what kind of error, and where in the code. */
export const describeThrown = (error: unknown): string => [nameOf(error), whereThrown(error)].filter((part) => part !== '').join(', at ');

/** The class and code of an error. Its message is left out: drivers and parsers put values into theirs. */
const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `internal ${error === null ? 'null' : typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code) ? ` ${error.code}` : '';
  return `internal ${error.constructor.name}${code}`;
};

/** The innermost places in the code, as `file:line`, without the message that stands above them in a stack. */
const whereThrown = (error: unknown): string => {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  const places = [...error.stack.matchAll(/^ {4}at .*?([\w.-]+\.[cm]?[jt]s:\d+):\d+\)?$/gm)];
  return places
    .slice(0, 4)
    .map(([, place]) => place)
    .join(' < ');
};
