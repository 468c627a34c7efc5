import { msg, str } from '@lit/localize';
import type { RulesLack } from '../../../client/sending-rules/rules-state.ts';
import type { SendingRules } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { timeOf } from '../../shared/when.ts';
import { shownWall } from '../times.ts';
import { placeOf } from '../state-words.ts';

/** The first of January 2024 was a Monday. */
const dateOfDay = (day: number): Date => new Date(2024, 0, day);

export const dayWord = (day: number, tag: string, style: 'short' | 'long'): string => new Intl.DateTimeFormat(tag, { weekday: style }).format(dateOfDay(day));

/** `Monday to Friday`, `every day`, `Monday, Wednesday and Friday`. */
export const daysWords = (days: readonly number[], tag: string): string => {
  const [first = 1, ...rest] = days;
  const last = rest.at(-1) ?? first;
  if (days.length === 7) return msg('every day');
  const isRun = days.every((day, index) => day === first + index);
  const name = (day: number): string => dayWord(day, tag, 'long');
  if (isRun && days.length > 2) return msg(str`${name(first)} to ${name(last)}`);
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(days.map(name));
};

const clockWords = (time: string, tag: string): string => (time === '24:00' ? msg('midnight') : timeOf(shownWall(`2024-01-01T${time}`), tag));

/** What the rules mean for whoever sends, in one sentence. */
export const rulesWords = ({ zone, hours }: SendingRules, tag: string): string => {
  if (hours === null) return msg('Emails leave at any hour.');
  const [days, from, until] = [daysWords(hours.days, tag), clockWords(hours.from, tag), clockWords(hours.until, tag)];
  if (hours.clockOf === 'recipient') return msg(str`Emails leave ${days} between ${from} and ${until}, by each recipient’s clock.`);
  return zone === null ? msg(str`Emails leave ${days} between ${from} and ${until}.`) : msg(str`Emails leave ${days} between ${from} and ${until}, ${isolated(placeOf(zone))} time.`);
};

export const rulesLackWords = (lack: RulesLack): string => {
  switch (lack) {
    case 'zone':
      return msg('This time zone is not known. Choose one from the list, or type a large city near you.');
    case 'days':
      return msg('Choose at least one day.');
    case 'times':
      return msg('The hours have to begin before they end, on the same day.');
  }
};
