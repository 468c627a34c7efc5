import { fail, succeed, type Failure, type Outcome, type When } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { zoneRules } from '../dispatch/sending-state.ts';
import { judgeWallTime, type ScheduleFailure } from '../schedule/judge-wall-time.ts';

/** The columns that say when a mail is due. */
export interface DueColumns {
  readonly due_at: Date;
  readonly ready_at: Date;
  readonly wall: string | null;
  readonly zone: string | null;
  readonly choice: string | null;
}

/** What leaves at once can be taken back for a moment. */
export const dueTimeOf = (when: When, now: number, undoSeconds: number): Outcome<DueColumns, Failure> => {
  if (when.kind === 'now') return succeed(dueAt(now + undoSeconds * 1_000));
  const judged = judgeWallTime(zoneRules, { wall: when.wall, zone: when.zone, choice: when.choice }, now);
  if (!judged.ok) return fail(failureOf(judged.failure));
  const { at, wall, zone, choice } = judged.value;
  return succeed({ ...dueAt(at), wall, zone, choice: choice ?? null });
};

export const dueAt = (at: number): DueColumns => ({ due_at: new Date(at), ready_at: new Date(at), wall: null, zone: null, choice: null });

const failureOf = (failure: ScheduleFailure): Failure => {
  switch (failure.code) {
    case 'no-such-zone':
      return { code: 'zone-unknown' };
    case 'no-such-date':
      return { code: 'date-unknown' };
    case 'time-has-passed':
      return { code: 'time-has-passed' };
    case 'too-far-ahead':
      return { code: 'time-too-far', latest: instantOf(failure.latest) };
    case 'hour-occurs-twice':
    case 'hour-does-not-exist':
      return {
        code: failure.code,
        offers: failure.offers.map(({ choice, at, wall }) => ({ choice, at: instantOf(at), wall })),
        usual: failure.usual,
      };
  }
};
