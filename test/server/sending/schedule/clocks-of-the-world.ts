import fc from 'fast-check';

/**
 * An oracle that shares nothing with what it judges: Temporal, which the Node that runs the tests has and the oldest Node
 * that runs the service has not. Only what is asked of it here is declared.
 */
interface Zoned {
  readonly epochMilliseconds: number;
  readonly offsetNanoseconds: number;
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
  getTimeZoneTransition(direction: 'next'): Zoned | null;
  toPlainDateTime(): { toString(options: { smallestUnit: 'minute' }): string };
  toPlainDate(): { toString(): string };
}

declare const Temporal: {
  readonly Instant: { fromEpochMilliseconds(at: number): { toZonedDateTimeISO(zone: string): Zoned } };
};

export const zoned = (zone: string, at: number): Zoned => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** What the clocks of a zone show, as `2026-03-29T02:30`. */
export const shown = (zone: string, at: number): string => zoned(zone, at).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** Whole hours and halves, changes at midnight and on a Saturday, a month of winter in spring, two changes a year and none. */
export const zones: readonly string[] = [
  'Europe/Paris',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Nuuk',
  'Africa/Cairo',
  'Asia/Gaza',
  'Atlantic/Azores',
  'America/St_Johns',
  'Pacific/Chatham',
  'UTC',
];

export const firstDay = Date.UTC(2026, 0, 1);
export const lastDay = Date.UTC(2028, 0, 1);

/** Every change of a zone's clocks in 2026 and 2027. */
export const changesOf = (zone: string): number[] => {
  const found: number[] = [];
  for (let next = zoned(zone, firstDay).getTimeZoneTransition('next'); next !== null && next.epochMilliseconds < lastDay; ) {
    found.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return found;
};

const minute = 60_000;
const day = 24 * 60 * minute;

export const aZone = fc.constantFrom(...zones);

/** A zone and an instant of 2026 or 2027, to the minute; one time in two less than two days from a change of its clocks. */
export const aMoment = aZone.chain((zone) => {
  const anywhere = fc.integer({ min: firstDay / minute, max: lastDay / minute - 1 });
  const changes = changesOf(zone);
  const near = fc
    .tuple(fc.constantFrom(...(changes.length > 0 ? changes : [firstDay])), fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }))
    .map(([change, offset]) => change / minute + offset);
  const nearest = fc
    .tuple(fc.constantFrom(...(changes.length > 0 ? changes : [firstDay])), fc.integer({ min: -150, max: 150 }))
    .map(([change, offset]) => change / minute + offset);
  return fc.record({ zone: fc.constant(zone), at: fc.oneof(anywhere, near, nearest).map((minutes) => minutes * minute) });
});

/** Every instant, to the minute, at which the clocks show a wall time: all minutes of the days around it are looked at. */
export const instantsThatShow = (zone: string, wall: string): number[] => {
  const around = Date.parse(`${wall}Z`);
  const found: number[] = [];
  for (let at = around - day; at <= around + day; at += minute) if (shown(zone, at) === wall) found.push(at);
  return found;
};
