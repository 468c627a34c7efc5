import type { LinePlace, OutgoingMail } from '../../contract/index.ts';
import { togetherIn } from './entries-of.ts';
import type { PendingChange } from './pending-change.ts';

/** Where a mail stands in its line: among those of its mailbox that are due already, or at one and the same time. */
export interface StandsInLine {
  /** From 1 on. */
  readonly place: number;
  readonly of: number;
  /** The mail before which it would stand one step further on. */
  readonly previous: OutgoingMail | undefined;
  /** The mail behind which it would stand one step further back. */
  readonly next: OutgoingMail | undefined;
}

/** As the service has it: the seconds in which a mail can be taken back are no place in a line. */
const soonMs = 60_000;

/** Undefined for what waits in no line: it leaves, has left, asks, or can be taken back for some seconds. */
const lineOf = ({ connectionId, state, dueAt }: OutgoingMail, now: number): string | undefined => {
  if (state.kind !== 'waiting' || state.because === 'undo') return undefined;
  return `${connectionId} ${Date.parse(dueAt) <= now + soonMs ? 'due' : dueAt}`;
};

/**
 * Every mail that could change its place with another, by its id. What the list shows as one, a batch, is passed as one; its
 * own mails pass each other.
 */
export const linesOf = (mails: readonly OutgoingMail[], now: number): ReadonlyMap<string, StandsInLine> => {
  const lines = new Map<string, OutgoingMail[]>();
  for (const mail of mails) {
    const line = lineOf(mail, now);
    if (line === undefined) continue;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [mail]);
    else known.push(mail);
  }
  const together = togetherIn(mails);
  return new Map([...lines.values()].filter((line) => line.length > 1).flatMap((line) => standsIn(line, together)));
};

const standsIn = (line: readonly OutgoingMail[], together: ReturnType<typeof togetherIn>): readonly (readonly [id: string, stands: StandsInLine])[] => {
  const blocks = new Map<string, OutgoingMail[]>();
  for (const mail of line) {
    const key = together(mail) === undefined ? mail.id : `batch ${mail.batchId ?? ''}`;
    const known = blocks.get(key);
    if (known === undefined) blocks.set(key, [mail]);
    else known.push(mail);
  }
  const places = new Map(line.map(({ id }, index) => [id, index + 1]));
  return [...blocks.values()].flatMap((block, index, all) =>
    block.map((mail, inside) => {
      const [previous, next] = block.length === 1 ? [all[index - 1]?.[0], all[index + 1]?.at(-1)] : [block[inside - 1], block[inside + 1]];
      return [mail.id, { place: places.get(mail.id) ?? 1, of: line.length, previous, next }] as const;
    }),
  );
};

/** The rows as they will stand once the service has heard what the person wants: nobody waits for a network to see that. */
export const asWished = (mails: readonly OutgoingMail[], changes: readonly PendingChange[], now: number): readonly OutgoingMail[] => {
  const wishes = changes
    .filter(({ stand }) => stand.kind === 'telling' || stand.kind === 'kept')
    .toSorted((one, other) => one.madeAt - other.madeAt)
    .flatMap(({ mailId, wish }) => (wish.kind === 'order' ? [{ mailId, place: wish.place }] : []));
  return wishes.reduce((shown, { mailId, place }) => moved(shown, mailId, place, now), mails);
};

const moved = (mails: readonly OutgoingMail[], mailId: string, place: LinePlace, now: number): readonly OutgoingMail[] => {
  const mail = mails.find(({ id }) => id === mailId);
  const line = mail && lineOf(mail, now);
  if (mail === undefined || line === undefined) return mails;
  const others = mails.filter(({ id }) => id !== mailId);
  const beside = others.findIndex((each) => (place.kind === 'first' ? lineOf(each, now) === line : each.id === place.mailId));
  return beside < 0 ? mails : others.toSpliced(place.kind === 'after' ? beside + 1 : beside, 0, mail);
};
