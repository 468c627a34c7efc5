import { connectionsChannel } from '../connections/connections-channel.ts';
import type { ConnectionsView } from '../../contract/index.ts';
import { hearHints, type Hint, type Hints, type LiveLine } from '../live/hear-hints.ts';
import { servePeople } from '../live/serve-people.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause, untilVisible } from '../page/pause.ts';
import { decodeReading } from './idb-limits-cache.ts';
import { nextChangeAfter } from './limits-at.ts';
import type { LimitsCache, Reading } from './limits-cache.ts';
import type { SendingLimitsClient } from './limits-client.ts';
import type { LimitsFact } from './limits-fact.ts';
import { lookedAt, meterTransition, type MeterInput, type MeterState } from './meter-state.ts';
import type { Turns } from './take-turns.ts';
import { createTellLimits } from './tell-limits.ts';

/** What the watch works with. */
export interface LimitsWatchDeps {
  readonly client: SendingLimitsClient;
  readonly cache: LimitsCache;
  readonly turns: Turns;
  readonly live: LiveLine;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly onChange: () => void;
  readonly onFact: (fact: LimitsFact) => void;
}

export interface LimitsWatch {
  readonly state: MeterState;
  /** The one mailbox that the host names; all of the person's when undefined. */
  only(connectionId: string | undefined): void;
  choose(connectionId: string): void;
  tryAgain(): void;
  start(): void;
  /** The element left the page: everything under way ends. What is known stays, in case it comes back. */
  stop(): void;
}

/** While no stream gets through. */
export const everyMs = 60_000;
/** While changes are told: only what leaves by other ways than this service is not. */
const toldEveryMs = 5 * 60_000;
/** Who comes back to the page wants to see what is true now, unless that was asked a moment ago. */
const momentMs = 5_000;
const longestRetryMs = 5 * 60_000;
/** Moves clocks and words on while nothing else happens. */
const tickMs = 30_000;

/**
 * Keeps what is said of a person's limits true while somebody sees it: painted from this device, asked of the service, moved
 * on between two answers, and asked for anew when the service says that mail left. Of all tabs and elements one asks and
 * the others hear it. The person is asked for anew whenever somebody comes back to the page: another one finds nothing.
 */
export const createLimitsWatch = (deps: LimitsWatchDeps): LimitsWatch => {
  const { client, cache, turns, clock, page } = deps;
  let state: MeterState = { kind: 'loading' };
  let life = new AbortController();
  let only: string | undefined;
  let userKey: string | undefined;
  let view: ConnectionsView | undefined;
  let askedAt = 0;
  /** When the service is to be asked again. */
  let dueAt = 0;
  let failures = 0;
  let hints: Hints = { areHeard: () => false };
  const tell = createTellLimits(deps.onFact);
  let say: ((reading: Reading) => void) | undefined;
  const wakers = new Set<() => void>();

  const hear = (input: MeterInput): void => {
    const next = meterTransition(state, input);
    if (next === state) return;
    state = next;
    moved();
  };

  const moved = (): void => {
    deps.onChange();
    tell(lookedAt(state, clock.now()));
  };

  const wakeUp = (at = 0): void => {
    dueAt = Math.min(dueAt, at);
    for (const wake of wakers) wake();
  };
  const everySoOften = (): number => (hints.areHeard() ? toldEveryMs : everyMs);
  /** A campaign leaves mail by mail; between two answers lies a moment. */
  const hearHint = ({ type }: Hint): void => {
    const isNews = type === 'begun' ? failures > 0 || clock.now() - askedAt >= momentMs : failures === 0;
    if (isNews) wakeUp(askedAt + momentMs);
  };

  const save = async (): Promise<void> => {
    if (userKey === undefined || state.kind !== 'shown') return;
    const readings = [...state.known.values()].flatMap((known) => (known.kind === 'known' ? [{ limits: known.limits, heardAt: known.heardAt }] : []));
    await cache.write(userKey, { view, readings });
  };

  const failed = (failure: ClientFailure): void => {
    failures += 1;
    const wished = failure.code === 'too-many-requests' ? failure.retryAfterSeconds * 1_000 : 0;
    dueAt = clock.now() + Math.max(wished, Math.min(longestRetryMs, momentMs * 2 ** failures));
    // Which mailboxes there are is asked, too: one may have been disconnected.
    view = undefined;
  };

  /** What is missing may have been given meanwhile, in another browser perhaps: so it is looked for each time. */
  const canSend = (): boolean => state.kind === 'shown' && state.chosen.maySend && state.chosen.lostSince === undefined;

  const readMailboxes = async (signal: AbortSignal): Promise<ClientFailure | undefined> => {
    if (only !== undefined) return void hear({ heard: 'only', connectionId: only });
    if (view !== undefined && canSend()) return undefined;
    const outcome = await client.connections(signal);
    if (signal.aborted) return undefined;
    if (!outcome.ok) return outcome.failure;
    view = outcome.value;
    hear({ heard: 'mailboxes', view });
    return undefined;
  };

  /** Takes what another tab or element read while this one waited for its turn. */
  const takeSaved = async (connectionId: string, signal: AbortSignal): Promise<boolean> => {
    const saved = userKey === undefined ? undefined : await cache.read(userKey);
    const reading = saved?.readings.find(({ limits }) => limits.connectionId === connectionId);
    if (signal.aborted || reading === undefined || reading.heardAt < askedAt) return false;
    hear({ heard: 'limits', limits: reading.limits, at: reading.heardAt });
    return true;
  };

  const readLimits = async (signal: AbortSignal): Promise<void> => {
    if (state.kind !== 'shown' || !state.chosen.maySend) return;
    const { connectionId } = state.chosen;
    if (await takeSaved(connectionId, signal)) return;
    const outcome = await client.limits(connectionId, signal);
    if (signal.aborted) return;
    const at = clock.now();
    if (outcome.ok) {
      failures = 0;
      hear({ heard: 'limits', limits: outcome.value, at });
      await save();
      say?.({ limits: outcome.value, heardAt: at });
    } else {
      hear({ heard: 'limits-failed', connectionId, failure: outcome.failure, at });
      failed(outcome.failure);
    }
  };

  const refresh = async (signal: AbortSignal): Promise<void> => {
    askedAt = clock.now();
    dueAt = askedAt + everySoOften();
    const failure = await readMailboxes(signal);
    if (signal.aborted) return;
    if (failure !== undefined) {
      hear({ heard: 'failed', failure });
      return failed(failure);
    }
    await turns.take(`gck-limits ${userKey ?? ''}`, () => readLimits(signal), signal);
  };

  const paintSaved = async (key: string, signal: AbortSignal): Promise<void> => {
    const saved = await cache.read(key);
    if (saved !== undefined && !signal.aborted) hear({ heard: 'saved', saved, only, at: clock.now() });
  };

  /** The limits of one person's mailboxes, until the signal ends it. */
  const serve = async (key: string | undefined, signal: AbortSignal): Promise<void> => {
    // Where nobody knows who is signed in nothing is shared with other tabs.
    say = key === undefined ? undefined : page.joinChannel(`gck-limits ${key}`, (data) => heardElsewhere(data), signal);
    page.joinChannel(connectionsChannel, () => {
      view = undefined;
      wakeUp();
    }, signal);
    if (key !== undefined) await paintSaved(key, signal);
    hints = hearHints({ ...deps, userKey: key, changed: hearHint, lost: () => wakeUp(askedAt + everyMs) }, signal);
    dueAt = 0;
    while (!signal.aborted) {
      await untilVisible(page, signal);
      if (signal.aborted) return;
      if (clock.now() >= dueAt) await refresh(signal);
      if (signal.aborted) return;
      await pause(Math.min(tickMs, Math.max(0, dueAt - clock.now()), nextChange()), { clock, page, wakers }, signal);
      if (!signal.aborted) moved();
    }
  };

  const nextChange = (): number => {
    const looked = lookedAt(state, clock.now());
    return looked === undefined ? Infinity : Math.max(1, nextChangeAfter(looked.limits, looked.at) - looked.at);
  };

  const heardElsewhere = (data: unknown): void => {
    const reading = decodeReading(data);
    if (reading === undefined) return;
    hear({ heard: 'limits', limits: reading.limits, at: reading.heardAt });
    if (state.kind === 'shown' && state.chosen.connectionId === reading.limits.connectionId) dueAt = Math.max(dueAt, reading.heardAt + everySoOften());
  };

  /** Whoever is signed in; another one finds nothing of the one before. */
  const begin = (key: string | undefined, signal: AbortSignal): void => {
    if (userKey !== undefined && key !== userKey) forget();
    userKey = key;
    void serve(key, signal);
  };

  const forget = (): void => {
    view = undefined;
    tell(undefined);
    failures = 0;
    hear({ heard: 'other-person' });
  };

  return {
    get state() {
      return state;
    },
    only(connectionId) {
      if (connectionId === only) return;
      only = connectionId;
      forget();
      wakeUp();
    },
    choose(connectionId) {
      hear({ do: 'choose', connectionId });
      wakeUp();
    },
    tryAgain() {
      view = undefined;
      hear({ do: 'try-again' });
      wakeUp();
    },
    start() {
      life = new AbortController();
      page.onReturn(() => (dueAt = Math.min(dueAt, askedAt + momentMs)), life.signal);
      void servePeople({ client, page, serve: begin }, life.signal);
    },
    stop: () => life.abort(),
  };
};
