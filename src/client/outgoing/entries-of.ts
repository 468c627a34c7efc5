import type { OutgoingMail } from '../../contract/index.ts';

/** What a batch has come to. `sent + waiting + stopped + failed` is always `total`; what is blocked or was cancelled has stopped, what is open waits. */
export interface BatchStand {
  readonly id: string;
  readonly total: number;
  readonly sent: number;
  readonly waiting: number;
  readonly stopped: number;
  readonly failed: number;
  /** When the last of it is expected to leave, where all that waits is expected to. */
  readonly lastLeavesAt: string | undefined;
  /** Each has a subject of its own, as with fields of a template. */
  readonly hasSubjects: boolean;
  /** The one by which it stands in the list. */
  readonly first: OutgoingMail;
}

export type Entry =
  | { readonly kind: 'mail'; readonly mail: OutgoingMail; /** Shown below its batch. */ readonly inside: boolean }
  | { readonly kind: 'batch'; readonly batch: BatchStand; readonly isOpen: boolean };

/** Two or three say by themselves how they stand. */
const fewestTogether = 4;

/** With which others a mail is one line of the list; undefined for one that stands by itself. */
export const togetherIn = (all: readonly OutgoingMail[]): ((mail: OutgoingMail) => readonly OutgoingMail[] | undefined) => {
  const batches = byBatch(all);
  return ({ batchId, state }) => {
    const mails = batchId === undefined || state.kind === 'held' ? undefined : batches.get(batchId);
    return mails !== undefined && mails.length >= fewestTogether ? mails : undefined;
  };
};

/**
 * The lines of the list: a batch is one, in the place of the first of its mails, which follow it where somebody opened it.
 * What asks for a decision stands by itself, whatever it came with. `shown` is part of `all`, in its order.
 */
export const entriesOf = (shown: readonly OutgoingMail[], all: readonly OutgoingMail[], open: readonly string[]): readonly Entry[] => {
  const together = togetherIn(all);
  const inside = byBatch(shown.filter((mail) => together(mail) !== undefined));
  return shown.flatMap((mail): readonly Entry[] => {
    const mails = together(mail);
    if (mails === undefined) return [{ kind: 'mail', mail, inside: false }];
    const { batchId = '' } = mail;
    const own = inside.get(batchId) ?? [];
    if (own[0] !== mail) return [];
    const isOpen = open.includes(batchId);
    return [{ kind: 'batch', batch: standOf(batchId, mail, mails), isOpen }, ...(isOpen ? own.map((each) => ({ kind: 'mail' as const, mail: each, inside: true })) : [])];
  });
};

const byBatch = (mails: readonly OutgoingMail[]): ReadonlyMap<string, readonly OutgoingMail[]> => {
  const found = new Map<string, OutgoingMail[]>();
  for (const mail of mails) {
    if (mail.batchId === undefined) continue;
    const known = found.get(mail.batchId);
    if (known === undefined) found.set(mail.batchId, [mail]);
    else known.push(mail);
  }
  return found;
};

export const keyOf = (entry: Entry): string => (entry.kind === 'mail' ? entry.mail.id : `batch ${entry.batch.id}`);

const standOf = (id: string, first: OutgoingMail, mails: readonly OutgoingMail[]): BatchStand => {
  const counts = { sent: 0, waiting: 0, stopped: 0, failed: 0 };
  let last: string | undefined = '';
  for (const { state } of mails) {
    counts[placeOf(state)] += 1;
    if (state.kind === 'waiting' && last !== undefined) last = state.leavesAt === undefined || state.leavesAt > last ? state.leavesAt : last;
  }
  return { id, total: mails.length, ...counts, lastLeavesAt: last === '' ? undefined : last, hasSubjects: mails.some(({ subject }) => subject !== first.subject), first };
};

const placeOf = ({ kind }: OutgoingMail['state']): 'sent' | 'waiting' | 'stopped' | 'failed' => {
  switch (kind) {
    case 'sent':
    case 'failed':
      return kind;
    case 'blocked':
    case 'cancelled':
      return 'stopped';
    default:
      return 'waiting';
  }
};
