/** One thing that was asked of the emulator, as a test wants to look at it afterwards. */
export type LedgerEntry =
  | { readonly asked: 'authorization'; readonly at: number; readonly method: string; readonly parameters: Parameters; readonly outcome: 'shown' | 'refused' }
  /** A person's step on a page: which page, and what was decided there. */
  | { readonly asked: 'step'; readonly at: number; readonly step: string; readonly decision: string }
  | { readonly asked: 'token'; readonly at: number; readonly grantType: string; readonly parameters: Parameters; readonly status: number }
  | { readonly asked: 'revocation'; readonly at: number; readonly token: string; readonly status: number }
  | { readonly asked: 'certificates'; readonly at: number; readonly status: number }
  | { readonly asked: 'profile'; readonly at: number; readonly accessToken: string; readonly status: number }
  /** Any other method of the Gmail API, by the name of Google's description. */
  | {
      readonly asked: 'gmail';
      readonly at: number;
      readonly method: string;
      readonly email: string | undefined;
      readonly accessToken: string;
      readonly query: string;
      readonly status: number;
    };

type Parameters = Readonly<Record<string, string>>;

/** `Omit` over a union, member by member. */
type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  note(entry: WithoutTime<LedgerEntry>): void;
  of<A extends LedgerEntry['asked']>(asked: A): readonly Extract<LedgerEntry, { asked: A }>[];
  /** Every code, token and secret that ever went over the wire, to search for where they must not be. */
  readonly secrets: ReadonlySet<string>;
  noteSecret(secret: string | undefined): void;
  clear(): void;
}

/** A demo that runs for days must not grow without end. */
const mostEntries = 5_000;

export const createLedger = (now: () => number): Ledger => {
  const entries: LedgerEntry[] = [];
  const secrets = new Set<string>();
  return {
    entries,
    secrets,
    note: (entry) => {
      entries.push({ ...entry, at: now() });
      if (entries.length > mostEntries) entries.shift();
    },
    of: <A extends LedgerEntry['asked']>(asked: A) =>
      entries.filter((entry): entry is Extract<LedgerEntry, { asked: A }> => entry.asked === asked),
    noteSecret: (secret) => {
      if (secret === undefined) return;
      secrets.add(secret);
      if (secrets.size <= mostEntries) return;
      for (const oldest of secrets) {
        secrets.delete(oldest);
        break;
      }
    },
    clear: () => {
      entries.length = 0;
      secrets.clear();
    },
  };
};
