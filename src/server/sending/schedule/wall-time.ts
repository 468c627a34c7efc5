import { fail, succeed, type Outcome } from '../../../contract/index.ts';

/** `2026-03-29T02:30`: what a calendar and a wall clock show, to the minute, in a zone that is named beside it. */
export type WallTime = string;

export type WallTimeFailure = { readonly code: 'no-such-date' };

/** A date that the calendar has, as milliseconds as if it were UTC; 30 February and 24:00 are refused. */
export const decodeWallTime = (text: string): Outcome<number, WallTimeFailure> => {
  const wall = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // The parser carries 30 February over into March.
  if (Number.isNaN(wall) || toWallTime(wall) !== text) return fail({ code: 'no-such-date' });
  return succeed(wall);
};

export const toWallTime = (wall: number): WallTime => new Date(wall).toISOString().slice(0, 16);

/** `2026-03-29`: the day of a wall time. */
export const toWallDate = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
