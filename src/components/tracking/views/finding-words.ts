import { msg, str } from '@lit/localize';
import type { CheckUp, Finding, RuleConsequence, RuleEffect } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { whenOf } from '../../shared/when.ts';

/** What a setting is called. */
export const findingName = (code: Finding['code']): string => {
  switch (code) {
    case 'filter':
      return msg('Filter');
    case 'auto-forwarding':
      return msg('Forwarding of all email');
    case 'vacation-responder':
      return msg('Automatic answer');
  }
};

const effectWords: Readonly<Record<RuleEffect, (to: string) => string>> = {
  'marks-read': () => msg('marks as read'),
  'skips-inbox': () => msg('skips the inbox'),
  trashes: () => msg('moves to the trash'),
  'calls-spam': () => msg('marks as spam'),
  forwards: (to) => msg(str`forwards to ${to}`),
  answers: () => msg('answers in your name'),
};

/** `It marks as read and skips the inbox.` */
export const effectsWords = (effects: readonly RuleEffect[], forwardsTo: string | undefined, tag: string): string => {
  const to = forwardsTo === undefined ? msg('another address') : isolated(forwardsTo);
  const all = new Intl.ListFormat(tag, { type: 'conjunction' }).format(effects.map((each) => effectWords[each](to)));
  return msg(str`What it does: ${all}.`);
};

/** When an automatic answer is on its way to people. */
export const periodWords = ({ startsAt, endsAt }: Pick<Finding, 'startsAt' | 'endsAt'>, now: Date, tag: string): string => {
  const when = (instant: string): string => whenOf(new Date(instant), now, tag);
  const later = startsAt !== undefined && Date.parse(startsAt) > now.getTime();
  if (later && endsAt !== undefined) return msg(str`From ${when(startsAt)} to ${when(endsAt)}.`);
  if (later) return msg(str`From ${when(startsAt)} on.`);
  return endsAt === undefined ? '' : msg(str`Until ${when(endsAt)}.`);
};

/** Whether somebody whose answer is awaited falls under it. */
export const contactsWords = ({ matching, matchingCount, possibleCount }: Finding['contacts'], compared: CheckUp['contactsCompared'], tag: string): string => {
  if (compared === 0) return msg('You have no tracked contacts yet.');
  const count = (value: number): string => value.toLocaleString(tag);
  const names = matching.map(isolated).join(', ') + (matchingCount > matching.length ? ' …' : '');
  const sure =
    matchingCount === 0 ? msg('No tracked contact surely falls under it.')
    : matchingCount === 1 ? msg(str`1 tracked contact falls under it: ${names}.`)
    : msg(str`${count(matchingCount)} tracked contacts fall under it: ${names}.`);
  const possible =
    possibleCount === 0 ? ''
    : possibleCount === 1 ? msg('For 1 contact it depends on what they write.')
    : msg(str`For ${count(possibleCount)} contacts it depends on what they write.`);
  return [sure, possible].filter(Boolean).join(' ');
};

/** What follows for whoever waits for replies. */
export const consequenceWords: Readonly<Record<RuleConsequence, () => string>> = {
  'found-here': () => msg('Replies are found here all the same.'),
  'hidden-in-gmail': () => msg('You may not come across them in Gmail.'),
  'missed-by-others': () => msg('Products that look at unread mail or at the inbox alone miss them.'),
  'gone-after-30-days': () => msg('Gmail deletes them after 30 days; what was written to you stays here, the whole email does not.'),
  'answered-elsewhere': () => msg('Whoever gets the copy may answer in your place.'),
  'automatic-mail': () => msg('Contacts get an answer that nobody wrote to them.'),
};

/** What no check-up sees. */
export const notVisibleWords: Readonly<Record<CheckUp['notVisible'][number], () => string>> = {
  'rules-of-other-programs': () => msg('rules of a mail program or a phone'),
  'workspace-rules': () => msg('rules of your Google administrator'),
  'delegated-mailboxes': () => msg('settings of other people’s mailboxes that you work in'),
  people: () => msg('who reads, moves or deletes emails by hand'),
};
