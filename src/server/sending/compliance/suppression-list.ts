import { decode, suppressionSchema, type SuppressionCause } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { recipientKey, sendableAddress, sendableDomain } from '../channel/sendable-address.ts';
import { withdrawWaiting } from '../dispatch/withdraw-waiting.ts';
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
export const takeSuppressions = async (ports: Ports, organisation: Organisation, given: readonly GivenSuppression[]): Promise<Suppressed> => {
  const now = ports.clock.now();
  const read = given.map((each) => toStored(each, now));
  const entries = read.flatMap((each) => each ?? []);
  const added = await suppress(ports.database, organisation, entries);
  await withdrawWaiting(ports, organisation, entries.flatMap(({ what }) => (what.includes('@') ? [what] : [])));
  return { added, known: entries.length - added, refused: read.flatMap((each, index) => (each === undefined ? [index] : [])) };
};

/** The one spelling under which it is looked for when a mail leaves; undefined for what no mail is sent to. */
export const suppressedPlace = (what: string): string | undefined => {
  const plain = what.trim().replace(/^@/, '');
  if (!plain.includes('@')) return sendableDomain(plain.toLowerCase());
  const address = sendableAddress(plain);
  return address === undefined ? undefined : recipientKey(address);
};

const toStored = ({ what, cause, at }: GivenSuppression, now: number): StoredSuppression | undefined => {
  const place = suppressedPlace(what);
  // A domain can only be blocked, an address everything but a domain.
  const fits = place !== undefined && !place.includes('@') === (cause === 'blocked-domain');
  if (!fits || !decode(suppressionSchema, { what: place, cause, at: instantOf(now) }).ok) return undefined;
  const since = at === undefined ? Number.NaN : Date.parse(at);
  return { what: place, cause, at: since <= now ? since : now };
};
