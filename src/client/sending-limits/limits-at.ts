import type { LimitStateView, SendingLimits } from '../../contract/index.ts';

/**
 * What the service said, moved on to a later instant. What comes back comes back at its time, a pause ends at its time, and
 * mail that was to leave in an hour that is over is taken as having left. All instants are milliseconds since 1970 UTC.
 */

export type Fullness = LimitStateView['fullness'];
type Pause = NonNullable<SendingLimits['pause']>;

/** What comes back together, and what is left once all of it is back. */
export interface Return {
  readonly at: number;
  readonly amount: number;
  readonly leftThen: number;
}

/** One limit as it stands. */
export interface StandingLimit extends Pick<LimitStateView, 'name' | 'windowSeconds' | 'by' | 'most' | 'mostAtBest' | 'used' | 'usedElsewhere' | 'left' | 'leftAtBest'> {
  readonly fullness: Fullness;
  readonly returns: readonly Return[];
  /** When the next mail fits, where none does now and it is known. */
  readonly roomAt: number | undefined;
  /** When more will be allowed than now: a slow start goes on, or what Google said is over. */
  readonly rises: { readonly at: number; readonly most: number } | undefined;
}

export interface Standing {
  readonly at: number;
  /** The limits of a day: the one that is reached first, then the others. */
  readonly binding: StandingLimit;
  readonly others: readonly StandingLimit[];
  /** The limits of the pace. */
  readonly pace: readonly LimitStateView[];
  readonly pause: { readonly until: number; readonly because: Pause['because'] } | undefined;
  /** When the next mail may leave, where none may now and it is known. */
  readonly roomAt: number | undefined;
}

const day = 24 * 60 * 60_000;
const daySeconds = day / 1_000;
/** Mails that left as a batch come back as one: nobody wants to read of each. */
const togetherMs = 10 * 60_000;

/** As long as this a saved state still tells something: later, everything in it has come back. */
export const lastsMs = day;

/** The service's clock, however wrong this computer's is. */
export const instantOf = ({ limits, heardAt }: { readonly limits: SendingLimits; readonly heardAt: number }, now: number): number =>
  Date.parse(limits.at) + Math.max(0, now - heardAt);

export const limitsAt = (limits: SendingLimits, at: number): Standing => {
  const left = leftMeanwhile(limits, at);
  const days = limits.limits.filter(({ windowSeconds }) => windowSeconds === daySeconds);
  const moved = days.map((limit) => movedOn(limit, at, left));
  const [first, ...rest] = moved.sort((a, b) => Number(b.name === limits.binding) - Number(a.name === limits.binding));
  if (first === undefined) throw new TypeError('Failed to tell how limits stand: there is none of a day');
  const binding = rest.reduce((least, each) => (each.left < least.left ? each : least), first);
  const pauseUntil = limits.pause && Date.parse(limits.pause.until);
  const pause = limits.pause && pauseUntil !== undefined && pauseUntil > at ? { until: pauseUntil, because: limits.pause.because } : undefined;
  return {
    at,
    binding,
    others: moved.filter((each) => each !== binding),
    pace: limits.limits.filter(({ windowSeconds }) => windowSeconds !== daySeconds),
    pause,
    roomAt: roomAt(moved, pause?.until),
  };
};

/** When something of this changes by itself; Infinity where nothing does. */
export const nextChangeAfter = (limits: SendingLimits, at: number): number => {
  const instants = limits.limits
    .filter(({ windowSeconds }) => windowSeconds === daySeconds)
    .flatMap(({ comesBack }) => comesBack.map((each) => Date.parse(each.at)));
  const ends = limits.pause === undefined ? instants : [...instants, Date.parse(limits.pause.until)];
  return ends.filter((each) => each > at).reduce((first, each) => Math.min(first, each), Infinity);
};

/** Mails of whole hours that are over. An hour that is not over has sent some of its mails, nobody here knows how many. */
const leftMeanwhile = ({ picture, at: saidAt }: SendingLimits, at: number): number =>
  picture.filter(({ from, until }) => from >= saidAt && Date.parse(until) <= at).reduce((sum, { planned }) => sum + planned, 0);

const movedOn = (limit: LimitStateView, at: number, gone: number): StandingLimit => {
  const steps = stepsOf(limit);
  const over = steps.filter((step) => step.at <= at).at(-1);
  const most = over?.most ?? limit.most;
  const used = (over?.used ?? limit.used) + gone;
  const best = limit.by === 'plan' ? Math.max(most, limit.mostAtBest) : most;
  const ahead = steps.filter((step) => step.at > at);
  const rise = ahead.find((step) => step.most > most);
  const { name, windowSeconds, by } = limit;
  return {
    name,
    windowSeconds,
    by,
    most,
    mostAtBest: best,
    used,
    // Nobody said which mails come back: their share stays what it was.
    usedElsewhere: limit.used === 0 ? 0 : Math.min(used, Math.round((limit.usedElsewhere * used) / limit.used)),
    left: Math.max(0, most - used),
    leftAtBest: Math.max(0, best - used),
    fullness: over === undefined && gone === 0 ? limit.fullness : fullnessOf(used, most),
    returns: together(ahead.map((step) => ({ at: step.at, amount: step.amount, leftThen: Math.max(0, step.most - step.used - gone) }))),
    roomAt: used < most ? undefined : ahead.find((step) => step.most > step.used + gone)?.at,
    rises: rise && { at: rise.at, most: rise.most },
  };
};

interface Step {
  readonly at: number;
  readonly amount: number;
  readonly used: number;
  readonly most: number;
}

/** What is used and allowed from each return on. Where nothing is left then, more may be used than allowed, and the most is not told. */
const stepsOf = ({ comesBack, used, most }: LimitStateView): readonly Step[] => {
  let now = { used, most };
  return comesBack.map(({ at, amount, leftThen }) => {
    const still = now.used - amount;
    now = { used: still, most: leftThen > 0 ? leftThen + still : now.most };
    return { at: Date.parse(at), amount, ...now };
  });
};

/** What is allowed at an instant: the line of the picture. */
export const mostAt = (limit: LimitStateView, at: number): number => stepsOf(limit).filter((step) => step.at <= at).at(-1)?.most ?? limit.most;

const fullnessOf = (used: number, most: number): Fullness => {
  if (used >= most) return 'reached';
  if (used >= most * 0.95) return 'very-near';
  return used >= most * 0.8 ? 'near' : 'free';
};

const together = (returns: readonly Return[]): readonly Return[] => {
  const groups: (Return & { readonly from: number })[] = [];
  for (const next of returns) {
    if (next.amount === 0) continue;
    const last = groups.at(-1);
    if (last !== undefined && next.at - last.from <= togetherMs) groups[groups.length - 1] = { ...next, from: last.from, amount: last.amount + next.amount };
    else groups.push({ ...next, from: next.at });
  }
  return groups.map(({ at, amount, leftThen }) => ({ at, amount, leftThen }));
};

/** Every limit that is reached has to have room again, and the pause has to be over. */
const roomAt = (limits: readonly StandingLimit[], pauseUntil: number | undefined): number | undefined => {
  const rooms = limits.filter(({ left }) => left === 0).map((limit) => limit.roomAt);
  const waits = pauseUntil === undefined ? rooms : [...rooms, pauseUntil];
  const known = waits.flatMap((each) => each ?? []);
  return waits.length > 0 && known.length === waits.length ? Math.max(...known) : undefined;
};
