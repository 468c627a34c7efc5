/**
 * What the machine knows of the world's clocks, by IANA zone names such as `Europe/Paris`. Everything here that turns wall
 * time into instants asks for it, so that a test can change the rules as a parliament does.
 *
 * Node 22 has no Temporal, and its polyfills ask Intl for every offset as this does, so they would bring weight and no
 * knowledge. This may go once every Node that `engines` allows has Temporal.
 */
export interface ZoneRules {
  has(zone: string): boolean;
  /** By how many milliseconds the zone's clocks are ahead of UTC at an instant (milliseconds since 1970 UTC). */
  offsetAt(zone: string, at: number): number;
}

/** What the clocks of a zone show at an instant, in milliseconds as if it were UTC: only ever compared with its like. */
export const wallAt = (rules: ZoneRules, zone: string, at: number): number => at + rules.offsetAt(zone, at);

/** A zone by its name; `+02:00` is none, for it has no summer. */
const zoneName = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;

/** The rules that came with this Node. They change only with another Node, so only between two starts. */
export const createZoneRules = (): ZoneRules => {
  // Making a formatter takes a thousand times as long as asking it. Names differ in case alone, so there are some hundreds.
  const clocks = new Map<string, Clock>();
  const clockOf = (zone: string): Clock | undefined => {
    const known = clocks.get(zone.toLowerCase());
    if (known !== undefined || !zoneName.test(zone)) return known;
    try {
      const clock = createClock(new Intl.DateTimeFormat('en-US', { ...everyField, timeZone: zone }));
      clocks.set(zone.toLowerCase(), clock);
      return clock;
    } catch {
      // There is no other way to ask Intl whether it knows a zone.
      return undefined;
    }
  };
  return {
    has: (zone) => clockOf(zone) !== undefined,
    offsetAt(zone, at) {
      const clock = clockOf(zone);
      if (clock === undefined) throw new TypeError(`Failed to read the clock of "${zone}": no such zone`);
      return clock(at);
    },
  };
};

/** The offset at an instant. */
type Clock = (at: number) => number;

const day = 24 * 60 * 60_000;
const mostDays = 1_000;

/** Asks Intl once for each midnight UTC. Between two with the same offset there is no change: no zone has two in one day. */
const createClock = (format: Intl.DateTimeFormat): Clock => {
  const read: Clock = (at) => {
    const [month = 0, date = 0, year = 0, hour = 0, minute = 0, second = 0] = (format.format(at).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
  const midnights = new Map<number, number>();
  const atMidnight = (date: number): number => {
    const known = midnights.get(date);
    if (known !== undefined) return known;
    if (midnights.size >= mostDays) midnights.clear();
    const offset = read(date * day);
    midnights.set(date, offset);
    return offset;
  };
  return (at) => {
    const date = Math.floor(at / day);
    const offset = atMidnight(date);
    return offset === atMidnight(date + 1) ? offset : read(at);
  };
};

/** Month, day, year, hour, minute and second, in this order and in digits, whatever the machine's language. */
const everyField = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;
