import type { FilterCriteria } from '../../google/gmail-port.ts';
import { all, not, readSearch, type Search } from './gmail-search.ts';

/** What a filter asks of a mail, as one tree. */
export const searchOf = ({ from, to, subject, query, negatedQuery, hasAttachment, size }: FilterCriteria): Search =>
  all([
    ...(isSet(from) ? [readSearch(from, 'from')] : []),
    ...(isSet(to) ? [readSearch(to, 'to')] : []),
    ...(isSet(subject) ? [readSearch(subject, 'subject')] : []),
    ...(isSet(query) ? [readSearch(query)] : []),
    ...(isSet(negatedQuery) ? [not(readSearch(negatedQuery))] : []),
    ...(hasAttachment === true ? [term('has', 'attachment')] : []),
    ...(size === undefined ? [] : [term(size.comparison, String(size.bytes))]),
  ]);

/** The same in the words of Gmail's search box, which are those of no language; empty where every mail meets it. */
export const criteriaText = ({ from, to, subject, query, negatedQuery, hasAttachment, size }: FilterCriteria): string => {
  const parts = [
    ...(isSet(from) ? [`from:(${from.trim()})`] : []),
    ...(isSet(to) ? [`to:(${to.trim()})`] : []),
    ...(isSet(subject) ? [`subject:(${subject.trim()})`] : []),
    ...(isSet(query) ? [query] : []),
    ...(isSet(negatedQuery) ? [`-{${negatedQuery.trim()}}`] : []),
    ...(hasAttachment === true ? ['has:attachment'] : []),
    ...(size === undefined ? [] : [`${size.comparison}:${size.bytes}`]),
  ];
  return shown(parts.join(' '), longestText);
};

const longestText = 500;

/** As one line, without what turns text around, hides it or is half a character, and cut where it is too long to be read. */
export const shown = (text: string, longest: number): string => {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
};

const isSet = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';
const term = (operator: string, value: string): Search => ({ kind: 'term', operator, value });
