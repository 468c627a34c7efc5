import { wallAt, type ZoneRules } from './zone-rules.ts';

/**
 * When the clocks of a zone show a wall time (milliseconds as if UTC): once; twice, when they were set back over it; never,
 * when they were set forward over it. Then each of the two readings leads to an instant: by the clock before the change,
 * which is later and as long after the gap's beginning, and by the clock after it.
 */
export type Instants =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly earlier: number; readonly later: number }
  | { readonly kind: 'missing'; readonly earlier: number; readonly later: number; readonly gapEndsAt: number };

const day = 24 * 60 * 60_000;

/**
 * Asks the zone's offset a day before and a day after, as Temporal's own specification does
 * (https://tc39.es/proposal-temporal/#sec-getnamedtimezoneepochnanoseconds): no zone changes its clocks twice in two days.
 */
export const instantsOf = (rules: ZoneRules, zone: string, wall: number): Instants => {
  const before = rules.offsetAt(zone, wall - day);
  const after = rules.offsetAt(zone, wall + day);
  const candidates = before === after ? [wall - before] : [wall - before, wall - after];
  const [first, second] = candidates.filter((at) => wallAt(rules, zone, at) === wall).sort((a, b) => a - b);
  if (first !== undefined && second !== undefined) return { kind: 'twice', earlier: first, later: second };
  if (first !== undefined) return { kind: 'once', at: first };
  const earlier = wall - after;
  const later = wall - before;
  return { kind: 'missing', earlier, later, gapEndsAt: changeBetween(rules, zone, earlier, later) };
};

/** The first instant at which the clocks of a zone show a wall time or, where a gap swallows it, what comes after. */
export const firstInstantOf = (rules: ZoneRules, zone: string, wall: number): number => {
  const instants = instantsOf(rules, zone, wall);
  switch (instants.kind) {
    case 'once':
      return instants.at;
    case 'twice':
      return instants.earlier;
    case 'missing':
      return instants.gapEndsAt;
  }
};

/** The instant of the one change of a zone's offset after `from` and not after `to`. */
const changeBetween = (rules: ZoneRules, zone: string, from: number, to: number): number => {
  const offset = rules.offsetAt(zone, from);
  let [last, first] = [from, to];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (rules.offsetAt(zone, middle) === offset) last = middle;
    else first = middle;
  }
  return first;
};
