import type { ElementDeps } from '../element-deps.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { pause, untilVisible } from '../page/pause.ts';
import type { AttemptMemory } from './attempt-memory.ts';
import type { createVerifier } from './code-verifier.ts';
import type { WorldInput } from './connect-input.ts';
import type { ConnectJob } from './connect-jobs.ts';
import { hearFinish } from './hear-finish.ts';
import { pauseAfterFailure, pollFlow } from './poll-flow.ts';
import { keepTrace } from './trip.ts';

export interface JobDeps extends ElementDeps {
  readonly locale: () => string;
  readonly memory: AttemptMemory;
  readonly createVerifier: typeof createVerifier;
  readonly hear: (input: WorldInput) => void;
  /** Ends the pauses of everything that asks the service. */
  readonly wakers: Set<() => void>;
  /** An attempt that goes on after an interruption is asked about at once. */
  readonly resumed: () => boolean;
  /** The element is not in the page: nothing may go on that can be done when it is back. */
  readonly resting: () => boolean;
}

type Job<K extends ConnectJob['job']> = Extract<ConnectJob, { job: K }>;
type Run = { readonly [K in ConnectJob['job']]: (job: Job<K>, deps: JobDeps, signal: AbortSignal) => unknown };

/** The contract's life of a ticket, for a computer whose clock is wrong. */
const ticketLifeMs = 600_000;
const renewBeforeMs = 60_000;
const closedEveryMs = 500;
const minuteMs = 60_000;
const finishWithinMs = 3_000;
const claimTries = 7;

/** Failures after which nobody knows whether the service heard the claim. The same claim may be sent again. */
const unanswered: ReadonlySet<ClientFailure['code']> = new Set([
  'network-failed',
  'timed-out',
  'answer-unreadable',
  'service-unavailable',
  'too-many-requests',
  'internal',
]);

const prepare = async ({ goal }: Job<'prepare'>, deps: JobDeps, signal: AbortSignal): Promise<void> => {
  const { client, clock, page, memory, hear } = deps;
  // A page that is not secure has no digest, and its origin is one that no tenant may list.
  if (!globalThis.crypto?.subtle) return hear({ heard: 'prepare-failed', failure: { code: 'origin-refused' } });
  const { verifier, challenge } = await deps.createVerifier();
  const outcome = await client.prepare(
    {
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      intent: goal.intent,
      capabilities: [...goal.capabilities],
      locale: deps.locale(),
    },
    signal,
  );
  if (signal.aborted) return;
  if (!outcome.ok) return hear({ heard: 'prepare-failed', failure: outcome.failure });
  const now = clock.now();
  const life = Date.parse(outcome.value.expiresAt) - now;
  const ticketsEndAt = now + (life > 0 && life <= ticketLifeMs ? life : ticketLifeMs);
  memory.flows.set(outcome.value.flowId, { verifier, ticketsEndAt });
  hear({ heard: 'prepared', flow: { ...outcome.value, returnPage: outcome.value.returnPage && page.canLeave() } });
};

const expireTickets = async ({ flowId }: Job<'expire-tickets'>, deps: JobDeps, signal: AbortSignal): Promise<void> => {
  const endAt = deps.memory.flows.get(flowId)?.ticketsEndAt ?? 0;
  await deps.clock.sleep(Math.max(0, endAt - renewBeforeMs - deps.clock.now()), signal);
  await untilVisible(deps.page, signal);
  if (!signal.aborted) deps.hear({ heard: 'tickets-expired', flowId });
};

const listen = ({ flowId }: Job<'listen'>, deps: JobDeps, signal: AbortSignal): void => {
  const windowHandle = (): unknown => deps.memory.flows.get(flowId)?.window?.handle;
  hearFinish(
    flowId,
    { serviceOrigin: deps.serviceOrigin, windowHandle },
    deps.page,
    (message) => {
      if (message.gck === 'finish') return deps.hear({ heard: 'finish', flowId, code: message.finishCode });
      if (message.ended !== 'failed') return deps.hear({ heard: 'ended', flowId, ended: message.ended });
      // Why it failed is told to this user only, by the service.
      for (const wake of deps.wakers) wake();
    },
    signal,
  );
};

const leaveTrace = ({ flowId, goal, finished }: Job<'leave-trace'>, { client, page, serviceOrigin }: JobDeps, signal: AbortSignal): void => {
  const keep = (left: boolean): void => void keepTrace(page.session(), flowId, { service: serviceOrigin ?? '', goal, left });
  keep(false);
  page.onLeft((kept) => {
    keep(true);
    // The verifier dies with this page, and its window would end with a code that nobody asks for. A claim lives on.
    if (!kept && !finished) void client.cancel(flowId, new AbortController().signal);
  }, signal);
  page.onRestored(() => keep(false), signal);
};

const poll = ({ flowId }: Job<'poll'>, deps: JobDeps, signal: AbortSignal): Promise<void> =>
  pollFlow(flowId, deps.resumed() ? 0 : 2_000, deps, (status) => deps.hear({ heard: 'status', flowId, status }), signal);

const watchWindow = async ({ flowId }: Job<'watch-window'>, deps: JobDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const flow = deps.memory.flows.get(flowId);
    if (!flow?.window || flow.askedWhetherClosed) return;
    // A severed window reads as closed while the person is busy in it; then this page does not have the focus.
    if (flow.window.looksClosed() && deps.page.hasFocus()) {
      flow.askedWhetherClosed = true;
      return deps.hear({ heard: 'window-looks-closed', flowId });
    }
    await deps.clock.sleep(closedEveryMs, signal);
  }
};

const claim = async ({ flowId }: Job<'claim'>, deps: JobDeps, signal: AbortSignal): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    const flow = deps.memory.flows.get(flowId);
    if (!flow?.finishCode) return deps.hear({ heard: 'claim-refused', flowId, failure: { code: 'flow-expired' } });
    const outcome = await deps.client.claim(
      { flowId, finishCode: flow.finishCode, codeVerifier: flow.verifier },
      signal,
    );
    if (signal.aborted) return;
    if (outcome.ok) return deps.hear({ heard: 'claimed', flowId, claimed: outcome.value });
    const { failure } = outcome;
    if (!unanswered.has(failure.code) || tries === claimTries) {
      return deps.hear({ heard: 'claim-refused', flowId, failure });
    }
    deps.hear({ heard: 'claim-unanswered', flowId });
    if (deps.resting()) return;
    await pause(pauseAfterFailure(failure, tries), deps, signal);
    if (signal.aborted) return;
  }
};

const after =
  (milliseconds: number, heard: 'minute-passed' | 'finish-missing') =>
  async ({ flowId }: { readonly flowId: string }, deps: JobDeps, signal: AbortSignal): Promise<void> => {
    await deps.clock.sleep(milliseconds, signal);
    if (!signal.aborted) deps.hear({ heard, flowId });
  };

const run: Run = {
  prepare,
  'expire-tickets': expireTickets,
  'leave-trace': leaveTrace,
  listen,
  poll,
  'watch-window': watchWindow,
  'wait-a-minute': after(minuteMs, 'minute-passed'),
  'miss-finish': after(finishWithinMs, 'finish-missing'),
  claim,
  'await-return': ({ flowId }, deps, signal) =>
    deps.page.onRestored(() => deps.hear({ heard: 'came-back', flowId }), signal),
};

export const runJob = (job: ConnectJob, deps: JobDeps, signal: AbortSignal): void => {
  // The table's key and the job's name are one and the same, which the type system does not follow.
  const start = run[job.job] as (job: ConnectJob, deps: JobDeps, signal: AbortSignal) => unknown;
  void start(job, deps, signal);
};
