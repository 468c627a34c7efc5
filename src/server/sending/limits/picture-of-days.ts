import type { Departure } from './forecast.ts';
import type { SentHistory } from './sent-history.ts';

/** One stretch of the picture that a meter paints, with the mails that left in it or will. */
export interface PictureStretch {
  readonly from: number;
  readonly until: number;
  /** Sent through this product. */
  readonly ours: number;
  /** Sent elsewhere and heard of. */
  readonly elsewhere: number;
  readonly planned: number;
  /** Mails of the 24 hours before `until`, the planned among them: what the day's limit counts then. */
  readonly countedThen: number;
}

const hour = 60 * 60_000;
const day = 24 * hour;

/** The 24 hours before an instant and the 24 after it, hour by hour: hours of time, so a change of clocks makes no difference. */
export const pictureOfDays = (history: SentHistory, departures: readonly Departure[], now: number): PictureStretch[] => {
  const start = now - day;
  const empty = { ours: 0, elsewhere: 0, planned: 0, left: 0 };
  const stretches = Array.from({ length: 48 }, (_, index) => ({ ...empty, from: start + index * hour }));
  const stretchAt = (at: number) => stretches[Math.floor((at - start) / hour)];
  let counted = 0;
  const count = (at: number, what: 'ours' | 'elsewhere' | 'planned'): void => {
    const stretch = stretchAt(at);
    if (stretch === undefined) return;
    stretch[what] += 1;
    // It stops counting a day later: in the stretch that begins then, as `until` itself is no longer part of one.
    const end = stretchAt(at + day);
    if (end !== undefined) end.left += 1;
  };
  for (const { at, origin } of history.mails) {
    // What left longer ago counted at the beginning of the picture, and stopped within its first half.
    const end = at < start ? stretchAt(at + day) : undefined;
    if (end !== undefined) [end.left, counted] = [end.left + 1, counted + 1];
    count(Math.min(at, now - 1), origin);
  }
  for (const { leavesAt } of departures) count(leavesAt, 'planned');
  return stretches.map(({ from, ours, elsewhere, planned, left }) => {
    counted += ours + elsewhere + planned - left;
    return { from, until: from + hour, ours, elsewhere, planned, countedThen: counted };
  });
};
