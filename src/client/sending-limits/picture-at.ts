import type { SendingLimits } from '../../contract/index.ts';
import { mostAt } from './limits-at.ts';

/** One hour of the picture: mails of the 24 hours before its end, by what they are. Together they are what the day's limit counts then. */
export interface PictureHour {
  readonly from: number;
  readonly until: number;
  /** Left before the picture begins: they counted then and no longer count now. */
  readonly earlier: number;
  readonly ours: number;
  readonly elsewhere: number;
  readonly planned: number;
  readonly counted: number;
}

export interface Picture {
  readonly hours: readonly PictureHour[];
  /** Where now is, from 0 to 1; it moves on between two answers. */
  readonly now: number;
  /** The day's limit on mails, from one hour to another: it may rise. */
  readonly lines: readonly { readonly from: number; readonly until: number; readonly most: number }[];
  /** The most that any hour counts, or may. */
  readonly highest: number;
}

const hoursOfDay = 24;

/** What a meter paints, at an instant in milliseconds since 1970 UTC. */
export const pictureAt = ({ picture, limits }: SendingLimits, at: number): Picture => {
  const sum = (end: number, what: 'ours' | 'elsewhere' | 'planned'): number =>
    picture.slice(Math.max(0, end + 1 - hoursOfDay), end + 1).reduce((total, hour) => total + hour[what], 0);
  const hours = picture.map(({ from, until, countedThen }, index): PictureHour => {
    const [ours, elsewhere, planned] = [sum(index, 'ours'), sum(index, 'elsewhere'), sum(index, 'planned')];
    const earlier = Math.max(0, countedThen - ours - elsewhere - planned);
    return { from: Date.parse(from), until: Date.parse(until), earlier, ours, elsewhere, planned, counted: earlier + ours + elsewhere + planned };
  });
  const messages = limits.find(({ name }) => name === 'messagesPerDay');
  const lines = messages === undefined ? [] : linesOf(hours.map(({ until }) => mostAt(messages, until)));
  const [start, end] = [hours[0]?.from ?? at, hours.at(-1)?.until ?? at + 1];
  return {
    hours,
    now: Math.min(1, Math.max(0, (at - start) / (end - start))),
    lines,
    highest: Math.max(1, ...hours.map(({ counted }) => counted), ...lines.map(({ most }) => most)),
  };
};

const linesOf = (mosts: readonly number[]): Picture['lines'] =>
  mosts.flatMap((most, index) => {
    if (index > 0 && mosts[index - 1] === most) return [];
    const next = mosts.findIndex((each, later) => later > index && each !== most);
    return [{ from: index, until: next < 0 ? mosts.length : next, most }];
  });
