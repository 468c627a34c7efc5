import type { LinePlace, OutgoingMail } from '../../contract/index.ts';
import type { PendingChange } from './pending-change.ts';

/** Where a mail stands in its line: among those of its mailbox that are due already, or at one and the same time. */
export interface StandsInLine {
  /** From 1 on. */
  readonly place: number;
  readonly of: number;
  readonly previous: OutgoingMail | undefined;
  readonly next: OutgoingMail | undefined;
}

/** As the service has it: the seconds in which a mail can be taken back are no place in a line. */
const soonMs = 60_000;

/** Undefined for what waits in no line: it leaves, has left, asks, or can be taken back for some seconds. */
const lineOf = ({ connectionId, state, dueAt }: OutgoingMail, now: number): string | undefined => {
  if (state.kind !== 'waiting' || state.because === 'undo') return undefined;
  return `${connectionId} ${Date.parse(dueAt) <= now + soonMs ? 'due' : dueAt}`;
};

/** Every mail that could change its place with another, by its id, in the order in which they are shown. */
export const linesOf = (mails: readonly OutgoingMail[], now: number): ReadonlyMap<string, StandsInLine> => {
  const lines = new Map<string, OutgoingMail[]>();
  for (const mail of mails) {
    const line = lineOf(mail, now);
    if (line === undefined) continue;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [mail]);
    else known.push(mail);
  }
  return new Map(
    [...lines.values()]
      .filter((line) => line.length > 1)
      .flatMap((line) => line.map((mail, index) => [mail.id, { place: index + 1, of: line.length, previous: line[index - 1], next: line[index + 1] }] as const)),
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
