import type { Ports } from '../ports.ts';
import { checkKeys } from '../store/key-checks.ts';

/** What the service needs before it can answer, by name, and whether it is there. */
export interface Readiness {
  readonly database: 'ready' | 'unreachable';
  /** `unreadable`: a stored value names a key whose bytes are other ones now. */
  readonly keys: 'ready' | 'unreadable' | 'unknown';
}

export const readinessOf = async (ports: Pick<Ports, 'database' | 'keyring'>): Promise<Readiness> => {
  try {
    const keys = await checkKeys(ports.database, ports.keyring);
    return { database: 'ready', keys: keys.some(({ state }) => state === 'unreadable') ? 'unreadable' : 'ready' };
  } catch {
    // Whatever the driver throws at the simplest question, the database is not there for us.
    return { database: 'unreachable', keys: 'unknown' };
  }
};

export const isReady = (readiness: Readiness): boolean => readiness.database === 'ready' && readiness.keys === 'ready';
