import type { Tracking, TrackedMailbox } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { pause, untilVisible } from '../page/pause.ts';
import { checkUpTransition, firstReading, sortedFindings, type CheckUpInput, type CheckUpState } from './check-up-state.ts';
import type { TrackingDeps } from './prover.ts';

/** How the mailboxes do, as far as the service has said. What it said last stands while it cannot be reached. */
export type TrackingState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ClientFailure }
  | { readonly kind: 'shown'; readonly tracking: Tracking; readonly failure: ClientFailure | undefined };

/** Keeps what is said of tracking true while somebody sees it, and reads what is set in Gmail. */
export interface TrackingWatch {
  readonly state: TrackingState;
  mailbox(connectionId: string): TrackedMailbox | undefined;
  checkUp(connectionId: string): CheckUpState;
  isChecking(connectionId: string): boolean;
  /** The connections that are in view now. */
  look(connectionIds: ReadonlySet<string>): void;
  checkAgain(connectionId: string): void;
  ignore(connectionId: string, key: string, ignored: boolean): void;
  /** Has the mailbox read now, and waits a moment for that to have happened. */
  checkNow(connectionId: string): void;
  start(): void;
  stop(): void;
}

const everyMs = 60_000;
/** What changes by itself within moments. */
const soonMs = 5_000;
const checkedWithinMs = 20_000;
const checkedEveryMs = 2_000;

/** Gmail can be asked what is set there. */
const isReadable = ({ state }: TrackedMailbox): boolean => state.kind !== 'stopped' && state.kind !== 'not-permitted';

const changesSoon = ({ state }: TrackedMailbox): boolean => state.kind === 'starting' || state.kind === 'catching-up';

export const createTrackingWatch = ({ client, clock, page, onChange, onFact }: TrackingDeps): TrackingWatch => {
  let state: TrackingState = { kind: 'loading' };
  let life = new AbortController();
  let inView: ReadonlySet<string> = new Set();
  const checkUps = new Map<string, CheckUpState>();
  const checking = new Set<string>();
  const toldRisks = new Map<string, string>();
  const wakers = new Set<() => void>();

  const mailboxes = (): readonly TrackedMailbox[] => (state.kind === 'shown' ? state.tracking.mailboxes : []);
  const mailbox = (connectionId: string): TrackedMailbox | undefined => mailboxes().find((each) => each.connectionId === connectionId);
  const checkUpOf = (connectionId: string): CheckUpState => checkUps.get(connectionId) ?? firstReading;

  const hear = (connectionId: string, input: CheckUpInput): void => {
    const before = checkUpOf(connectionId);
    const after = checkUpTransition(before, input);
    checkUps.set(connectionId, after);
    if (after !== before) onChange();
    if (after.kind === 'shown') tellRisk(connectionId, after);
  };

  const tellRisk = (connectionId: string, { checkUp }: Extract<CheckUpState, { kind: 'shown' }>): void => {
    const { alarms } = sortedFindings(checkUp);
    const keys = alarms.map(({ key }) => key).join(' ');
    if (keys !== '' && keys !== toldRisks.get(connectionId)) onFact({ fact: 'at-risk', connectionId, causes: alarms.map(({ code }) => code) });
    toldRisks.set(connectionId, keys);
  };

  const readCheckUp = async (connectionId: string): Promise<void> => {
    const { signal } = life;
    hear(connectionId, { do: 'check-up' });
    const outcome = await client.checkUp(connectionId, signal);
    if (signal.aborted) checkUps.delete(connectionId);
    else hear(connectionId, outcome.ok ? { heard: 'check-up', checkUp: outcome.value } : { heard: 'check-up-failed', failure: outcome.failure });
  };

  const read = async (signal: AbortSignal): Promise<void> => {
    const outcome = await client.tracking(signal);
    if (signal.aborted) return;
    if (outcome.ok) state = { kind: 'shown', tracking: outcome.value, failure: undefined };
    else state = state.kind === 'shown' ? { ...state, failure: outcome.failure } : { kind: 'failed', failure: outcome.failure };
    onChange();
    for (const id of inView) if (!checkUps.has(id) && mailboxes().some((each) => each.connectionId === id && isReadable(each))) void readCheckUp(id);
  };

  const keepTrue = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await untilVisible(page, signal);
      if (inView.size > 0 && !signal.aborted) await read(signal);
      const wait = mailboxes().some((each) => inView.has(each.connectionId) && changesSoon(each)) ? soonMs : everyMs;
      await pause(wait, { clock, page, wakers }, signal);
    }
  };

  /** The answer to the wish comes before the mailbox was read: whether it was, the time of the last check says. */
  const untilChecked = async (connectionId: string, before: string | undefined, signal: AbortSignal): Promise<void> => {
    const end = clock.now() + checkedWithinMs;
    do {
      await clock.sleep(checkedEveryMs, signal);
      if (!signal.aborted) await read(signal);
    } while (!signal.aborted && clock.now() < end && mailbox(connectionId)?.checkedAt === before);
  };

  const ignore = async (connectionId: string, key: string, ignored: boolean): Promise<void> => {
    hear(connectionId, { do: 'ignore', key, ignored });
    const outcome = await client.ignoreFinding(connectionId, { key, ignored }, new AbortController().signal);
    if (!outcome.ok) hear(connectionId, { heard: 'not-ignored', key, ignored, failure: outcome.failure });
  };

  const checkNow = async (connectionId: string): Promise<void> => {
    const { signal } = life;
    if (checking.has(connectionId)) return;
    const before = mailbox(connectionId)?.checkedAt;
    checking.add(connectionId);
    onChange();
    const outcome = await client.check(connectionId, signal);
    if (outcome.ok) await untilChecked(connectionId, before, signal);
    else await read(signal);
    checking.delete(connectionId);
    onChange();
  };

  return {
    get state() {
      return state;
    },
    mailbox,
    checkUp: checkUpOf,
    isChecking: (connectionId) => checking.has(connectionId),
    look(connectionIds) {
      const isMore = [...connectionIds].some((id) => !inView.has(id));
      inView = connectionIds;
      if (isMore) for (const wake of wakers) wake();
    },
    checkAgain: (connectionId) => void readCheckUp(connectionId),
    ignore: (...finding) => void ignore(...finding),
    checkNow: (connectionId) => void checkNow(connectionId),
    start() {
      life = new AbortController();
      void keepTrue(life.signal);
    },
    stop: () => life.abort(),
  };
};
