import type { Recipient } from '../../../contract/index.ts';
import { recipientKey, sendableAddress } from './sendable-address.ts';

export interface Addressed {
  readonly to: readonly Recipient[];
  readonly cc?: readonly Recipient[] | undefined;
  readonly bcc?: readonly Recipient[] | undefined;
}

export interface WhoGetsIt {
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly bcc: readonly Recipient[];
  /** Every address once, in lower case: what Gmail counts. */
  readonly recipients: readonly string[];
  /** Those that no mail can be addressed to, as they were given. */
  readonly invalid: readonly string[];
}

/** Who is written to, each once, where they stand first: whoever is named openly is not hidden as well. */
export const whoGetsIt = ({ to, cc = [], bcc = [] }: Addressed): WhoGetsIt => {
  const seen = new Set<string>();
  const invalid: string[] = [];
  const once = (people: readonly Recipient[]): readonly Recipient[] =>
    people.flatMap(({ name, address }) => {
      const sendable = sendableAddress(address);
      if (sendable === undefined) {
        invalid.push(address);
        return [];
      }
      const key = recipientKey(sendable);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...(name === undefined ? {} : { name }), address: sendable }];
    });
  const each = { to: once(to), cc: once(cc), bcc: once(bcc) };
  return { ...each, recipients: [...seen], invalid };
};
