import type { OutgoingMail } from '../../contract/index.ts';

/** What the list is narrowed to. */
export type Kind = 'all' | 'asking' | 'waiting' | 'sent' | 'stopped';

export type Counts = Readonly<Record<Kind, number>>;

const kindOf = ({ kind }: OutgoingMail['state']): Exclude<Kind, 'all'> => {
  switch (kind) {
    case 'held':
      return 'asking';
    case 'waiting':
    case 'sending':
    case 'checking':
      return 'waiting';
    case 'sent':
      return 'sent';
    case 'blocked':
    case 'cancelled':
    case 'failed':
      return 'stopped';
  }
};

/** When it leaves, or when what became of it came about. */
export const timeOfRow = ({ state, dueAt }: OutgoingMail): string => {
  switch (state.kind) {
    case 'waiting':
      return state.leavesAt ?? dueAt;
    case 'sending':
    case 'checking':
    case 'held':
      return dueAt;
    default:
      return state.at;
  }
};

/** Something happens to it within the minute: it is worth asking often. */
const isMoving = ({ state }: OutgoingMail, now: number): boolean => {
  if (state.kind === 'sending' || state.kind === 'checking') return true;
  return state.kind === 'waiting' && state.leavesAt !== undefined && Date.parse(state.leavesAt) - now < 60_000;
};

/** First what asks for a decision, then what leaves, soonest first, then what became of the others, newest first. */
const order: Readonly<Record<Exclude<Kind, 'all'>, number>> = { asking: 0, waiting: 1, sent: 2, stopped: 2 };

/** The rows of one person. What is shown is worked out once per change, not once per look. */
export class OutgoingRows {
  readonly #byId = new Map<string, OutgoingMail>();
  #version = 0;
  #sorted: { readonly version: number; readonly mails: readonly OutgoingMail[] } | undefined;

  get(id: string): OutgoingMail | undefined {
    return this.#byId.get(id);
  }

  clear(): void {
    this.#byId.clear();
    this.#version += 1;
  }

  /** Takes rows in; one that is older than what is here is passed over; one of the same change may expect to leave at another time. Those whose state is another one are given back. */
  put(mails: readonly OutgoingMail[]): readonly OutgoingMail[] {
    return mails.filter((mail) => {
      const known = this.#byId.get(mail.id);
      if (known !== undefined && known.change > mail.change) return false;
      this.#byId.set(mail.id, mail);
      this.#version += 1;
      return known?.state.kind !== mail.state.kind;
    });
  }

  all(connectionId?: string): readonly OutgoingMail[] {
    if (this.#sorted?.version !== this.#version) this.#sorted = { version: this.#version, mails: [...this.#byId.values()].sort(byOrder) };
    const { mails } = this.#sorted;
    return connectionId === undefined ? mails : mails.filter((mail) => mail.connectionId === connectionId);
  }

  isMoving(now: number): boolean {
    return [...this.#byId.values()].some((mail) => isMoving(mail, now));
  }
}

export const ofKind = (mails: readonly OutgoingMail[], kind: Kind): readonly OutgoingMail[] =>
  kind === 'all' ? mails : mails.filter(({ state }) => kindOf(state) === kind);

export const countsOf = (mails: readonly OutgoingMail[]): Counts => {
  const counts = { all: mails.length, asking: 0, waiting: 0, sent: 0, stopped: 0 };
  for (const { state } of mails) counts[kindOf(state)] += 1;
  return counts;
};

const byOrder = (one: OutgoingMail, other: OutgoingMail): number => {
  const [first, second] = [kindOf(one.state), kindOf(other.state)];
  const apart = order[first] - order[second];
  if (apart !== 0) return apart;
  const [early, late] = [timeOfRow(one), timeOfRow(other)];
  const byTime = compare(early, late);
  if (order[first] === 2) return -byTime || compare(one.id, other.id);
  return byTime || compare(one.dueAt, other.dueAt) || one.place - other.place || compare(one.id, other.id);
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
