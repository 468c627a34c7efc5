import { decode, suppressionSchema, type SuppressionCause } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { suppress, type Organisation, type StoredSuppression } from '../../store/suppressions.ts';

export interface GivenSuppression {
  readonly what: string;
  readonly cause: SuppressionCause;
  readonly at?: string | undefined;
}

export interface Suppressed {
  readonly added: number;
  readonly known: number;
  /** The places of those that are no address and no domain. */
  readonly refused: readonly number[];
}

/** Takes over a list, as from another program: what cannot be read is named, and the rest is taken. */
export const takeSuppressions = async ({ database, clock }: Ports, organisation: Organisation, given: readonly GivenSuppression[]): Promise<Suppressed> => {
  const now = clock.now();
  const read = given.map((each) => toStored(each, now));
  const entries = read.flatMap((each) => each ?? []);
  const added = await suppress(database, organisation, entries);
  return { added, known: entries.length - added, refused: read.flatMap((each, index) => (each === undefined ? [index] : [])) };
};

const toStored = ({ what, cause, at }: GivenSuppression, now: number): StoredSuppression | undefined => {
  const lower = what.trim().toLowerCase().replace(/^@/, '');
  const isDomain = !lower.includes('@');
  // A domain can only be blocked, an address everything but a domain.
  const fits = isDomain === (cause === 'blocked-domain');
  if (!fits || !decode(suppressionSchema, { what: lower, cause, at: instantOf(now) }).ok) return undefined;
  const since = at === undefined ? Number.NaN : Date.parse(at);
  return { what: lower, cause, at: since <= now ? since : now };
};
