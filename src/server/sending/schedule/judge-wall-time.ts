import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { instantsOf } from './instants-of.ts';
import { decodeWallTime, toWallTime, type WallTime, type WallTimeFailure } from './wall-time.ts';
import { wallAt, type ZoneRules } from './zone-rules.ts';

/** A time as a person chose it. The instant follows from it and from the zone's rules, which may change until then. */
export interface ChosenTime {
  readonly wall: WallTime;
  /** An IANA name such as `Europe/Paris`. */
  readonly zone: string;
  /** Which instant is meant where the clocks show this time twice or never; undefined where nobody was asked. */
  readonly choice: Choice | undefined;
}

export type Choice = 'earlier' | 'later';

export interface ScheduledTime extends ChosenTime {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** One of the two instants that may be meant, and what the zone's clocks show then. */
export interface OfferedTime {
  readonly choice: Choice;
  readonly at: number;
  readonly wall: WallTime;
}

/** A time that the clocks do not show exactly once. `usual` is what calendars do unasked, and iCalendar says (RFC 5545 3.3.5). */
export interface Question {
  readonly offers: readonly [earlier: OfferedTime, later: OfferedTime];
  readonly usual: Choice;
}

export type ScheduleFailure =
  | WallTimeFailure
  | { readonly code: 'no-such-zone' }
  /** The clocks are set back over it: both offers show the same wall time. */
  | ({ readonly code: 'hour-occurs-twice' } & Question)
  /** The clocks are set forward over it: neither offer shows the wall time that was chosen. */
  | ({ readonly code: 'hour-does-not-exist' } & Question)
  | { readonly code: 'time-has-passed'; readonly at: number }
  | { readonly code: 'too-far-ahead'; readonly latest: number };

/** Beyond a year and a day zone rules are guesses, and so is whether the mail is still wanted. In milliseconds. */
export const furthestAhead = 366 * 24 * 60 * 60_000;

/** Judges a time before it is saved. Where two instants may be meant it asks, unless the choice came with it. */
export const judgeWallTime = (rules: ZoneRules, chosen: ChosenTime, now: number): Outcome<ScheduledTime, ScheduleFailure> => {
  const wall = decodeWallTime(chosen.wall);
  if (!wall.ok) return wall;
  if (!rules.has(chosen.zone)) return fail({ code: 'no-such-zone' });
  const reading = readWall(rules, chosen, wall.value);
  // In the past there is nothing to ask any more, only the later of two instants may still come.
  const last = reading.question === undefined ? reading.at : reading.question.offers[1].at;
  if (last <= now) return fail({ code: 'time-has-passed', at: reading.at });
  if (reading.at > now + furthestAhead) return fail({ code: 'too-far-ahead', latest: now + furthestAhead });
  if (reading.question !== undefined && chosen.choice === undefined) return fail({ code: reading.code, ...reading.question });
  if (reading.at <= now) return fail({ code: 'time-has-passed', at: reading.at });
  // A choice that nothing asks for is forgotten: it must not decide later, under other rules, what nobody saw.
  return succeed({ ...chosen, choice: reading.question === undefined ? undefined : chosen.choice, at: reading.at });
};

export type Recomputed =
  | { readonly kind: 'unchanged'; readonly time: ScheduledTime }
  | { readonly kind: 'moved'; readonly time: ScheduledTime; readonly from: number }
  /** The new rules leave the chosen hour out or double it, and nobody was asked: `time` is the usual answer. */
  | { readonly kind: 'in-question'; readonly time: ScheduledTime; readonly from: number; readonly question: Question };

/**
 * What a saved time means under the rules of today. Worth asking for everything that waits whenever the service starts: the
 * rules come with Node. An instant that has come by the new rules counts as due, and is for the sender to judge.
 */
export const recompute = (rules: ZoneRules, saved: ScheduledTime): Recomputed => {
  const wall = decodeWallTime(saved.wall);
  // A zone that was known when this was saved and is not any more: its last known instant is the best there is.
  if (!wall.ok || !rules.has(saved.zone)) return { kind: 'unchanged', time: saved };
  const reading = readWall(rules, saved, wall.value);
  const time = { ...saved, at: reading.at };
  const { question } = reading;
  if (question !== undefined && saved.choice === undefined) return { kind: 'in-question', time, from: saved.at, question };
  return time.at === saved.at ? { kind: 'unchanged', time: saved } : { kind: 'moved', time, from: saved.at };
};

type Reading =
  | { readonly at: number; readonly question: undefined }
  | { readonly at: number; readonly question: Question; readonly code: 'hour-occurs-twice' | 'hour-does-not-exist' };

const readWall = (rules: ZoneRules, { zone, choice }: ChosenTime, wall: number): Reading => {
  const instants = instantsOf(rules, zone, wall);
  if (instants.kind === 'once') return { at: instants.at, question: undefined };
  const offer = (which: Choice): OfferedTime => ({
    choice: which,
    at: instants[which],
    wall: toWallTime(wallAt(rules, zone, instants[which])),
  });
  const usual = instants.kind === 'twice' ? 'earlier' : 'later';
  return {
    at: instants[choice ?? usual],
    question: { offers: [offer('earlier'), offer('later')], usual },
    code: instants.kind === 'twice' ? 'hour-occurs-twice' : 'hour-does-not-exist',
  };
};
