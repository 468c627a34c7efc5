/**
 * The one place that judges what a database driver throws. "Down" means: asking again later may work, and nothing is
 * wrong with the question. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const isDatabaseDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseDown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (downCodes.has(code) || downClasses.some((start) => /^[0-9A-Z]{5}$/.test(code) && code.startsWith(start))) return true;
  return downSentences.has(error.message) || isDatabaseDown(error.cause);
};

const downCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // no socket file at the path of the URL
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  '3D000', // no such database
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '57014', // the statement took longer than its time limit
  '25P03', // the transaction idled too long
]);

/** Connection failures, wrong name or password, out of resources. */
const downClasses = ['08', '28', '53'];

/** What pg, pg-pool, kysely and PGlite throw without any code. */
const downSentences = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Cannot use a pool after calling end on the pool',
  'driver has already been destroyed',
  'PGlite is closed',
]);
