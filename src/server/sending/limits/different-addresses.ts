import { earliestUnder, type Allowance } from './allowance.ts';
import type { Recipients } from './sent-history.ts';

/** Whom a limit counts. */
export type CountedPeople = 'everybody' | 'outside';

export const peopleIn = ({ inside, outside, unnamed }: Recipients, people: CountedPeople): number =>
  (people === 'everybody' ? inside.length : 0) + outside.length + unnamed;

/** The addresses of one mail as small whole numbers, the same for the same address. */
interface Numbered {
  readonly mail: Recipients;
  readonly inside: readonly number[];
  readonly outside: readonly number[];
}

/** What several limits share, so that each address is looked up once. */
export interface AddressBook {
  numbersOf(mail: Recipients): Numbered;
  /** For somebody whose address is not known: a number that nobody else has. */
  nextNumber(): number;
}

export const createAddressBook = (): AddressBook => {
  const known = new Map<string, number>();
  let following = 0;
  const nextNumber = (): number => following++;
  const numberOf = (address: string): number => {
    const number = known.get(address);
    if (number !== undefined) return number;
    known.set(address, following);
    return nextNumber();
  };
  // Every limit asks for the mail that left last and for the one that leaves next.
  let recent: readonly Numbered[] = [];
  return {
    nextNumber,
    numbersOf(mail) {
      const found = recent.find((each) => each.mail === mail);
      if (found !== undefined) return found;
      const numbered = { mail, inside: mail.inside.map(numberOf), outside: mail.outside.map(numberOf) };
      recent = [numbered, ...recent.slice(0, 1)];
      return numbered;
    },
  };
};

/** The different addresses that mail went to within a window, each from its latest mail on. */
export interface DifferentAddresses {
  /** Mail comes in order of time. */
  add(mail: Recipients, endsAt: number): void;
  /** Nothing before `now` may be asked for any more. */
  forget(now: number): void;
  /** The earliest instant, not before `from`, at which there would be no more than allowed with this mail's among them. */
  earliest(mail: Recipients, from: number): number;
}

/** The chain's both ends in one link, so that linking and unlinking know no special case. */
const ends = 0;

/**
 * The numbers of the addresses form a chain in order of their latest mail, so that `earliest` looks only at those that have to
 * go. A link is the number plus one; one that is not in the chain has no `next`.
 */
export const createDifferentAddresses = (
  people: CountedPeople,
  allowance: Allowance,
  addressBook: AddressBook,
): DifferentAddresses => {
  const next: (number | undefined)[] = [ends];
  const previous: number[] = [ends];
  const endings: number[] = [Infinity];
  const askedIn: number[] = [0];
  let asked = 0;
  let length = 0;

  const unlink = (link: number): void => {
    const [before = ends, after = ends] = [previous[link], next[link]];
    next[before] = after;
    previous[after] = before;
    next[link] = undefined;
    length -= 1;
  };

  const append = (link: number, ending: number): void => {
    if (next[link] !== undefined) unlink(link);
    const last = previous[ends] ?? ends;
    next[last] = link;
    previous[link] = last;
    next[link] = ends;
    previous[ends] = link;
    endings[link] = ending;
    length += 1;
  };

  const numbersOf = (mail: Recipients): readonly number[] => {
    const { inside, outside } = addressBook.numbersOf(mail);
    return people === 'outside' || inside.length === 0 ? outside : [...inside, ...outside];
  };

  return {
    add(mail, endsAt) {
      for (const number of numbersOf(mail)) append(number + 1, endsAt);
      for (let count = 0; count < mail.unnamed; count += 1) append(addressBook.nextNumber() + 1, endsAt);
    },
    forget(now) {
      for (let link = next[ends] ?? ends; link !== ends && (endings[link] ?? 0) <= now; link = next[ends] ?? ends) unlink(link);
    },
    earliest(mail, from) {
      asked += 1;
      let others = length;
      for (const number of numbersOf(mail)) {
        if (askedIn[number + 1] !== asked && next[number + 1] !== undefined) others -= 1;
        askedIn[number + 1] = asked;
      }
      const count = peopleIn(mail, people);
      return earliestUnder(allowance, from, (most) => {
        if (count > most) return Infinity;
        let at = from;
        let over = others + count - most;
        for (let link = next[ends] ?? ends; over > 0 && link !== ends; link = next[link] ?? ends) {
          // One of those asked for counts whether its earlier mail leaves the window or not.
          if (askedIn[link] === asked) continue;
          over -= 1;
          at = endings[link] ?? at;
        }
        return at;
      });
    },
  };
};
