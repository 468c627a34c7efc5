import type { Mail } from './deliver.ts';
import type { StoredMail } from './mailbox.ts';
import type { Filter, FilterCriteria } from './mailbox-settings.ts';
import { readSearch } from './search.ts';

export interface FilterEffects {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly forward: readonly string[];
}

/** What all filters that a mail meets do to it together. */
export const filterEffects = (filters: readonly Filter[], mail: Mail, at: number): FilterEffects => {
  const met = filters.filter(({ criteria }) => meets(criteria, mail, at)).map(({ action }) => action);
  return {
    add: met.flatMap(({ addLabelIds }) => addLabelIds ?? []),
    remove: met.flatMap(({ removeLabelIds }) => removeLabelIds ?? []),
    forward: met.flatMap(({ forward }) => (forward === undefined ? [] : [forward])),
  };
};

const meets = (criteria: FilterCriteria, mail: Mail, at: number): boolean => {
  const { from, to, subject, query, negatedQuery, hasAttachment, size, sizeComparison } = criteria;
  // Searched like any mail of the mailbox, before it is one.
  const searched: StoredMail = { ...mail, id: '', threadId: '', at, labels: ['INBOX', 'UNREAD'], historyId: 0n };
  const finds = (q: string): boolean => readSearch(q).test(searched);
  if (from !== undefined && !finds(`from:(${from})`)) return false;
  if (to !== undefined && !finds(`to:(${to})`)) return false;
  if (subject !== undefined && !mail.head.subject.toLowerCase().includes(subject.toLowerCase())) return false;
  if (query !== undefined && !finds(query)) return false;
  if (negatedQuery !== undefined && finds(negatedQuery)) return false;
  if (hasAttachment === true && !finds('has:attachment')) return false;
  if (size === undefined) return true;
  const { length } = mail.raw();
  return sizeComparison === 'smaller' ? length < size : length > size;
};
