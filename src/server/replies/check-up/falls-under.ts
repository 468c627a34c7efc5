import { mailboxKey } from '../verdict/same-mailbox.ts';
import type { Search } from './gmail-search.ts';

/**
 * Whether a mail from somebody falls under a search, as far as that can be said before it is written: 0 no, 1 yes, and a
 * half where its subject, its words or its writer's name decide. Halves join as Kleene has it: *and* takes the least, *or*
 * the most, *not* turns around.
 */
export type Falls = 0 | 0.5 | 1;
const no = 0;
const maybe = 0.5;
const yes = 1;

/** An address, ready to be held against many searches. */
export interface Contact {
  readonly address: string;
  readonly key: string;
  /** Its words between blanks: Gmail finds whole words of an address, in their order. */
  readonly words: string;
}

export const contactOf = (address: string): Contact => ({ address, key: mailboxKey(address), words: wordsOf(address) });

export type FallsUnder = (contact: Contact) => Falls;

/** `own` are the addresses of the mailbox. */
export const fallsUnder = (search: Search, own: readonly string[]): FallsUnder => {
  switch (search.kind) {
    case 'unclear':
      return always(maybe);
    case 'term':
      return termFalls(search, own);
    case 'not':
      return turned(fallsUnder(search.of, own));
    case 'and':
      return least(search.of.map((each) => fallsUnder(each, own)));
    case 'or':
      return anyFalls(search.of, own);
  }
};

const always = (falls: Falls): FallsUnder => {
  const answer: FallsUnder = () => falls;
  return answer;
};

const turned =
  (test: FallsUnder): FallsUnder =>
  (contact) => {
    const falls = test(contact);
    return falls === maybe ? maybe : falls === yes ? no : yes;
  };

const least =
  (tests: readonly FallsUnder[]): FallsUnder =>
  (contact) => {
    let falls: Falls = yes;
    for (const test of tests) {
      const next = test(contact);
      if (next === no) return no;
      if (next < falls) falls = next;
    }
    return falls;
  };

const most =
  (tests: readonly FallsUnder[]): FallsUnder =>
  (contact) => {
    let falls: Falls = no;
    for (const test of tests) {
      const next = test(contact);
      if (next === yes) return yes;
      if (next > falls) falls = next;
    }
    return falls;
  };

/** People keep lists of hundreds of senders in one filter: whole addresses are looked up, not gone through. */
const anyFalls = (of: readonly Search[], own: readonly string[]): FallsUnder => {
  const listed = new Set(of.flatMap((each) => (each.kind === 'term' && each.operator === 'from' && isWhole(each.value) ? [mailboxKey(each.value)] : [])));
  const rest = of.filter((each) => !(each.kind === 'term' && each.operator === 'from' && isWhole(each.value)));
  const other = most(rest.map((each) => fallsUnder(each, own)));
  return (contact) => (listed.has(contact.key) ? yes : other(contact));
};

type Term = Extract<Search, { kind: 'term' }>;

const termFalls = ({ operator, value }: Term, own: readonly string[]): FallsUnder => {
  switch (operator) {
    case 'from':
      return fromFalls(value);
    case 'to':
      // In filters it finds Cc and Bcc as well. To whom else an answer goes, nobody knows.
      return always(isOwn(value, own) ? yes : maybe);
    case 'list':
    case 'rfc822msgid':
      return always(no);
    case 'in':
    case 'is':
      return always(placeFalls(value.toLowerCase()));
    case '':
      return isWhole(value) ? wordFalls(value) : always(isNothing(value) ? yes : maybe);
    default:
      return always(isNothing(value) ? yes : maybe);
  }
};

/** Of a mail that has just arrived. */
const placeFalls = (place: string): Falls => {
  if (['anywhere', 'inbox', 'unread'].includes(place)) return yes;
  return ['sent', 'draft', 'drafts', 'chat', 'chats', 'read', 'archive'].includes(place) ? no : maybe;
};

/** Who writes so is a program. */
const program = /^(no-?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|newsletters?|notifications?|alerts?|digest|bounces?)$/i;

const fromFalls = (value: string): FallsUnder => {
  if (isNothing(value)) return always(yes);
  if (value.toLowerCase() === 'me') return always(no);
  if (isWhole(value)) {
    const key = mailboxKey(value);
    return (contact) => (contact.key === key ? yes : no);
  }
  const wanted = value.replace(/^\*+|\*+$/g, '');
  if (wanted.includes('*')) return always(maybe);
  const words = wordsOf(wanted);
  // The name that stands beside the address may hold a word; a domain or a program's name stands in the address.
  const otherwise = /[@.]/.test(wanted) || program.test(wanted) ? no : maybe;
  return (contact) => (contact.words.includes(words) ? yes : otherwise);
};

/** An address among the words is found where it stands in the mail's head. */
const wordFalls = (value: string): FallsUnder => {
  const key = mailboxKey(value);
  return (contact) => (contact.key === key ? yes : maybe);
};

export const isOwn = (value: string, own: readonly string[]): boolean =>
  isNothing(value) ||
  value.toLowerCase() === 'me' ||
  own.some((address) => mailboxKey(value) === mailboxKey(address) || (!isWhole(value) && wordsOf(address).includes(wordsOf(value))));

/** Stars and signs alone ask for nothing. */
export const isNothing = (value: string): boolean => !/[\p{L}\p{N}]/u.test(value);

const isWhole = (value: string): boolean => /^[^@*\s]+@[^@*\s]+$/.test(value);

const wordsOf = (text: string): string => ` ${text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').join(' ')} `;
