import type { Account } from '../accounts.ts';
import type { Random } from '../chance.ts';
import { createMailbox, type Draw, type Mailbox } from './mailbox.ts';
import { usualSettings, type MailboxSettings } from './mailbox-settings.ts';

/** Everything that Gmail keeps for one account. */
export interface AccountMailbox {
  readonly sub: string;
  readonly mailbox: Mailbox;
  readonly settings: MailboxSettings;
  /** Who is told of changes; one for each project. */
  readonly watches: Map<string, Watch>;
  /** When a sender was last told that this person is away. */
  readonly toldAway: Map<string, number>;
  readonly usage: Usage;
}

export interface Watch {
  readonly topic: string;
  readonly endsAt: number;
  lastPushAt: number;
}

/** What was asked of a mailbox, and what it cost. */
export interface Usage {
  readonly calls: Record<string, number>;
  units: number;
  inFlight: number;
  mostAtOnce: number;
  /** Units of the minute that began at `minute`, for each project. */
  readonly minutes: Map<string, { minute: number; units: number }>;
}

export const noUsage = (): Usage => ({ calls: {}, units: 0, inFlight: 0, mostAtOnce: 0, minutes: new Map() });

/** The mailboxes of all accounts. One comes into being when it is first needed. */
export interface Mailboxes {
  of(account: Pick<Account, 'sub'>): AccountMailbox;
  readonly all: ReadonlyMap<string, AccountMailbox>;
  keep(mailbox: AccountMailbox): void;
  readonly draw: Draw;
}

export const createMailboxes = (random: Random): Mailboxes => {
  const all = new Map<string, AccountMailbox>();
  const draw: Draw = (bytes) => random.bytes(bytes).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return {
    all,
    draw,
    keep: (mailbox) => void all.set(mailbox.sub, mailbox),
    of: ({ sub }) => {
      const found = all.get(sub);
      if (found !== undefined) return found;
      const opened = emptyMailbox(sub, createMailbox(draw));
      all.set(sub, opened);
      return opened;
    },
  };
};

export const emptyMailbox = (sub: string, mailbox: Mailbox): AccountMailbox => ({
  sub,
  mailbox,
  settings: usualSettings(),
  watches: new Map(),
  toldAway: new Map(),
  usage: noUsage(),
});
