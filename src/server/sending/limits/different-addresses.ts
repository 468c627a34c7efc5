import { earliestUnder, type Allowance } from './allowance.ts';
import type { Recipients } from './sent-history.ts';

/** Whom a limit counts. */
export type CountedPeople = 'everybody' | 'outside';

export const peopleIn = ({ inside, outside, unnamed }: Recipients, people: CountedPeople): number =>
  (people === 'everybody' ? inside.length : 0) + outside.length + unnamed;

/** The different addresses that mail went to within a window, each from its latest mail on. Time only moves on. */
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

/** The addresses form a chain in order of their latest mail, so that `earliest` looks only at those that have to go. */
export const createDifferentAddresses = (people: CountedPeople, allowance: Allowance): DifferentAddresses => {
  const links = new Map<string, number>();
  // By link. Somebody whose address is not known has a link too, which no mail ever finds again.
  const addresses: (string | undefined)[] = [undefined];
  const next: number[] = [ends];
  const previous: number[] = [ends];
  const endings: number[] = [Infinity];
  const askedIn: number[] = [0];
  const free: number[] = [];
  let asked = 0;
  let length = 0;

  const unlink = (link: number): void => {
    const [before = ends, after = ends] = [previous[link], next[link]];
    next[before] = after;
    previous[after] = before;
    length -= 1;
  };

  const newLink = (address: string | undefined): number => {
    const link = free.pop() ?? addresses.length;
    addresses[link] = address;
    if (address !== undefined) links.set(address, link);
    return link;
  };

  const append = (address: string | undefined, ending: number): void => {
    const known = address === undefined ? undefined : links.get(address);
    if (known !== undefined) unlink(known);
    const link = known ?? newLink(address);
    const last = previous[ends] ?? ends;
    next[last] = link;
    previous[link] = last;
    next[link] = ends;
    previous[ends] = link;
    endings[link] = ending;
    length += 1;
  };

  /** How many of these count already. Marks them for the question that is being asked. */
  const mark = (named: readonly string[]): number => {
    let found = 0;
    for (const address of named) {
      const link = links.get(address);
      if (link === undefined || askedIn[link] === asked) continue;
      askedIn[link] = asked;
      found += 1;
    }
    return found;
  };

  return {
    add({ inside, outside, unnamed }, endsAt) {
      if (people === 'everybody') for (const address of inside) append(address, endsAt);
      for (const address of outside) append(address, endsAt);
      for (let count = 0; count < unnamed; count += 1) append(undefined, endsAt);
    },
    forget(now) {
      for (let link = next[ends] ?? ends; link !== ends && (endings[link] ?? 0) <= now; link = next[ends] ?? ends) {
        const address = addresses[link];
        if (address !== undefined) links.delete(address);
        unlink(link);
        free.push(link);
      }
    },
    earliest(mail, from) {
      asked += 1;
      const others = length - mark(mail.outside) - (people === 'everybody' ? mark(mail.inside) : 0);
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
