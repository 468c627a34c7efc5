import { createHash } from 'node:crypto';
import type { Finding, RuleConsequence, RuleEffect } from '../../../contract/index.ts';
import type { AutoForwarding, Disposition, MailFilter, MailRules, VacationResponder } from '../../google/gmail-port.ts';
import { criteriaText, searchOf, shown } from './criteria-of.ts';
import { fallsUnder, type Contact, type FallsUnder } from './falls-under.ts';
import { isNarrow } from './is-narrow.ts';

/** What was found in one mailbox' rules. Whether it is ignored, and where Gmail shows it, is known elsewhere. */
export type FoundRule = Omit<Finding, 'ignored' | 'openUrl'>;

export interface Looking {
  /** The address of the mailbox. */
  readonly own: readonly string[];
  readonly contacts: readonly Contact[];
  readonly now: number;
}

/** Everything in the rules that matters to the tracking of replies: alarms first, then what touches most contacts. */
export const findingsOf = ({ filters, forwarding, vacation }: MailRules, looking: Looking): readonly FoundRule[] =>
  [...filters.flatMap((filter) => ofFilter(filter, looking)), ...ofForwarding(forwarding, looking), ...ofVacation(vacation, looking)].sort(
    (one, other) =>
      Number(other.severity === 'alarm') - Number(one.severity === 'alarm') ||
      other.contacts.matchingCount - one.contacts.matchingCount ||
      other.contacts.possibleCount - one.contacts.possibleCount,
  );

const ofFilter = (filter: MailFilter, looking: Looking): readonly FoundRule[] => {
  const effects = effectsOf(filter);
  if (effects.length === 0) return [];
  const { id, criteria, addLabels, removeLabels, forwardTo } = filter;
  const search = searchOf(criteria);
  const breadth = isNarrow(search, looking.own) ? 'narrow' : 'broad';
  return [
    {
      key: keyOf('filter', id, criteria, addLabels.toSorted(), removeLabels.toSorted(), forwardTo),
      code: 'filter',
      severity: breadth === 'broad' ? 'alarm' : 'inform',
      breadth,
      effects,
      consequences: consequencesOf(effects),
      criteria: criteriaText(criteria),
      ...forwardsTo(forwardTo),
      contacts: contactsUnder(fallsUnder(search, looking.own), looking.contacts),
    },
  ];
};

/** A label of the person's own, a star or a category changes nothing for anybody; nor does keeping mail out of spam. */
const effectsOf = ({ addLabels, removeLabels, forwardTo }: MailFilter): RuleEffect[] => [
  ...(removeLabels.includes('UNREAD') ? ['marks-read' as const] : []),
  ...(removeLabels.includes('INBOX') ? ['skips-inbox' as const] : []),
  ...(addLabels.includes('TRASH') ? ['trashes' as const] : []),
  ...(addLabels.includes('SPAM') ? ['calls-spam' as const] : []),
  ...(forwardTo === undefined ? [] : ['forwards' as const]),
];

const effectOf = { leaveInInbox: [], archive: ['skips-inbox'], trash: ['trashes'], markRead: ['marks-read'] } as const satisfies Record<
  Disposition,
  readonly RuleEffect[]
>;

/** Forwarding concerns every mail. It alarms where the mail does not stay as it came; a copy alone takes nothing away. */
const ofForwarding = (forwarding: AutoForwarding, { contacts }: Looking): readonly FoundRule[] => {
  if (forwarding === undefined) return [];
  const { to, disposition } = forwarding;
  const effects: RuleEffect[] = [...effectOf[disposition], 'forwards'];
  return [
    {
      key: keyOf('auto-forwarding', to, disposition),
      code: 'auto-forwarding',
      severity: disposition === 'leaveInInbox' ? 'inform' : 'alarm',
      breadth: 'broad',
      effects,
      consequences: consequencesOf(effects),
      criteria: '',
      ...forwardsTo(to),
      contacts: contactsUnder(everybody, contacts),
    },
  ];
};

/** Also while it waits for its day: the person may have forgotten it by then. */
const ofVacation = (vacation: VacationResponder, { contacts, now }: Looking): readonly FoundRule[] => {
  if (vacation === undefined || (vacation.endsAt ?? Infinity) <= now) return [];
  const { startsAt, endsAt } = vacation;
  return [
    {
      key: keyOf('vacation-responder', startsAt, endsAt),
      code: 'vacation-responder',
      severity: 'inform',
      breadth: 'broad',
      effects: ['answers'],
      consequences: consequencesOf(['answers']),
      criteria: '',
      ...instantAs('startsAt', startsAt),
      ...instantAs('endsAt', endsAt),
      contacts: contactsUnder(everybody, contacts),
    },
  ];
};

const everybody: FallsUnder = () => 1;

const consequences = {
  'marks-read': ['found-here', 'hidden-in-gmail', 'missed-by-others'],
  'skips-inbox': ['found-here', 'hidden-in-gmail', 'missed-by-others'],
  trashes: ['found-here', 'hidden-in-gmail', 'missed-by-others', 'gone-after-30-days'],
  'calls-spam': ['found-here', 'hidden-in-gmail', 'missed-by-others', 'gone-after-30-days'],
  forwards: ['found-here', 'answered-elsewhere'],
  answers: ['automatic-mail'],
} as const satisfies Record<RuleEffect, readonly RuleConsequence[]>;

const consequencesOf = (effects: readonly RuleEffect[]): RuleConsequence[] => [...new Set(effects.flatMap((effect) => consequences[effect]))];

const shownContacts = 5;

const contactsUnder = (test: FallsUnder, contacts: readonly Contact[]): FoundRule['contacts'] => {
  const found: FoundRule['contacts'] = { matching: [], matchingCount: 0, possibleCount: 0 };
  for (const contact of contacts) {
    const falls = test(contact);
    if (falls === 1) {
      if (found.matching.length < shownContacts) found.matching.push(contact.address);
      found.matchingCount += 1;
    } else if (falls > 0) found.possibleCount += 1;
  }
  return found;
};

const longestAddress = 320;

const forwardsTo = (address: string | undefined): { forwardsTo?: string } => (address === undefined ? {} : { forwardsTo: shown(address, longestAddress) });

const latestTime = Date.parse('9999-12-31T23:59:59.999Z');

const instantAs = (name: 'startsAt' | 'endsAt', time: number | undefined): { startsAt?: string; endsAt?: string } =>
  time === undefined ? {} : { [name]: new Date(Math.min(time, latestTime)).toISOString() };

/** Equal for the same setting with the same meaning, and for nothing else. */
const keyOf = (...what: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 32);
