import { pino, stdTimeFunctions } from 'pino';
import type { Log, LogFields } from '../ports.ts';

/**
 * The fields a line may carry. A field that is not named here is dropped, whoever passes it: what is not written
 * cannot leak.
 */
const allowed = {
  requestId: true,
  route: true,
  method: true,
  status: true,
  durationMs: true,
  tenant: true,
  org: true,
  user: true,
  jti: true,
  flowId: true,
  connectionId: true,
  failure: true,
  at: true,
  count: true,
  attempt: true,
} as const satisfies Record<keyof LogFields, true>;

const names = Object.keys(allowed);

/** Long enough for every id of ours; what a host's token contributes (its `jti`) may be longer. */
const longestText = 200;

export const createLog = (write: (line: string) => void): Log => {
  const logger = pino({ base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } }, { write });
  return {
    info: (event, fields) => logger.info(pick(fields), event),
    warn: (event, fields) => logger.warn(pick(fields), event),
    error: (event, fields) => logger.error(pick(fields), event),
  };
};

const pick = (fields: LogFields = {}): Record<string, string | number> => {
  const picked: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!names.includes(name)) continue;
    if (typeof value === 'number') picked[name] = value;
    if (typeof value === 'string') picked[name] = value.slice(0, longestText);
  }
  return picked;
};
