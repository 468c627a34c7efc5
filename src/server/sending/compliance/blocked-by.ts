import type { BlockReason } from '../../../contract/index.ts';
import { findSuppressions, type Organisation } from '../../store/suppressions.ts';
import { writtenKey } from '../channel/sendable-address.ts';
import type { Queries } from '../../store/tables.ts';

/** Who of these must not be written to, and why: an address itself, or a domain that it lies in. */
export type Blocked = ReadonlyMap<string, BlockReason['code']>;

export const blockedAmong = async (store: Queries, organisation: Organisation, addresses: Iterable<string>): Promise<Blocked> => {
  const lower = [...new Set([...addresses].map(writtenKey))];
  const found = await findSuppressions(store, organisation, [...new Set(lower.flatMap(placesOf))]);
  return new Map(
    lower.flatMap((address) => {
      const place = placesOf(address).find((each) => found.has(each));
      const cause = place === undefined ? undefined : found.get(place)?.cause;
      return cause === undefined ? [] : [[address, cause] as const];
    }),
  );
};

/** The address, its domain, and every domain above that, a country's included. */
const placesOf = (address: string): readonly string[] => {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return [address, ...labels.map((_, index) => labels.slice(index).join('.'))];
};

/** A mail to several people is not sent to some of them: whoever wrote it takes them out. The gravest cause is named. */
export const blockReasonOf = (recipients: readonly string[], blocked: Blocked): BlockReason | undefined => {
  const addresses = recipients.filter((each) => blocked.has(each));
  const code = gravest.find((each) => addresses.some((address) => blocked.get(address) === each));
  return code === undefined ? undefined : { code, addresses };
};

const gravest: readonly BlockReason['code'][] = ['unsubscribed', 'blocked-address', 'blocked-domain', 'bounced'];
