import { runJob, type JobDeps } from './attempt-jobs.ts';
import { pageMemory, type AttemptMemory } from './attempt-memory.ts';
import { flowsOf, type ConnectEffect } from './connect-effects.ts';
import { createVerifier } from './code-verifier.ts';
import type { WorldInput } from './connect-input.ts';
import { jobsOf } from './connect-jobs.ts';
import type { ConnectState, Goal } from './connect-state.ts';
import type { ElementDeps } from './element-deps.ts';
import { forgetTraces, keepTrace, keepTrip, takeTrace, takeTrip, type Trip } from './trip.ts';

/** The hands of a controller: everything an attempt does outside the page's own state. */
export interface AttemptWork {
  /**
   * The state to go on with when the element came into the page: its own, or that of an attempt which lost its element.
   * A trip that came back to this tab is heard right after.
   */
  resume(state: ConnectState): ConnectState;
  /** Starts the jobs that the state asks for and stops those it does not. */
  follow(state: ConnectState): void;
  act(effect: Exclude<ConnectEffect, { effect: 'tell' }>): void;
  /** The element left the page: everything is freed. A claim that was sent is let come to its end. */
  rest(state: ConnectState): void;
}

export interface WorkDeps extends ElementDeps {
  readonly locale: () => string;
  readonly memory?: AttemptMemory;
  /** Where the randomness of a flow comes from. */
  readonly createVerifier?: typeof createVerifier;
}

const atRest: ReadonlySet<ConnectState['at']> = new Set([
  'settings',
  'email-settings',
  'email-connection',
  'get-started',
  'provider',
]);

const underWay: ReadonlySet<ConnectState['at']> = new Set(['window-blocked', 'at-google', 'claiming']);

export const createAttemptWork = (deps: WorkDeps, hear: (input: WorldInput) => void): AttemptWork => {
  const { client, page, serviceOrigin, memory = pageMemory } = deps;
  const running = new Map<string, AbortController>();
  let resumed = false;
  let resting = false;
  const jobDeps: JobDeps = {
    createVerifier,
    ...deps,
    memory,
    hear,
    wakers: new Set(),
    resumed: () => resumed,
    resting: () => resting,
  };

  const stop = (except: (key: string) => boolean): void => {
    for (const [key, controller] of running) {
      if (except(key)) continue;
      running.delete(key);
      controller.abort();
    }
  };

  const follow = (state: ConnectState): void => {
    const jobs = new Map(jobsOf(state).map((job) => [JSON.stringify(job), job]));
    stop((key) => jobs.has(key));
    if (resting) return;
    for (const [key, job] of jobs) {
      if (running.has(key)) continue;
      const controller = new AbortController();
      running.set(key, controller);
      runJob(job, jobDeps, controller.signal);
    }
    resumed = false;
  };

  /** After a reload or a trip: what this tab's storage still tells of an attempt. */
  const recall = (): void => {
    if (serviceOrigin === undefined) return;
    const search = { service: serviceOrigin, isAttended: (flowId: string) => memory.flows.has(flowId) };
    const back = takeTrip(page.session(), search);
    if (back) return void hearTrip(back.flowId, back.found);
    const trace = takeTrace(page.session(), search);
    if (trace) hear({ heard: 'attempt-lost', goal: trace.goal });
  };

  const hearTrip = async (flowId: string, { verifier, goal, finish, ended }: Trip): Promise<void> => {
    if (finish) {
      memory.flows.set(flowId, { verifier, ticketsEndAt: 0 });
      return hear({ heard: 'trip-finished', flowId, code: finish, goal });
    }
    if (!ended) return hear({ heard: 'attempt-lost', goal });
    if (ended !== 'failed') {
      return hear({ heard: 'trip-ended', goal, failure: { code: ended === 'denied' ? 'denied' : 'flow-expired' } });
    }
    // Why it failed is told to this user only, by the service.
    const outcome = await client.poll(flowId, new AbortController().signal);
    const failure =
      outcome.ok && outcome.value.status === 'failed' ? outcome.value.failure : ({ code: 'google-refused' } as const);
    hear({ heard: 'trip-ended', goal, failure });
  };

  const open = (flowId: string, url: string): void => {
    const flow = memory.flows.get(flowId);
    // The name belongs to the flow: opening it again loads the same window anew where the browser still knows it.
    const opened = page.openWindow(url, `gck-${flowId}`);
    if (!opened) return hear({ heard: 'window-blocked', flowId });
    if (flow) {
      flow.window = opened;
      flow.askedWhetherClosed = false;
    }
    hear({ heard: 'window-opened', flowId });
  };

  const leave = (flowId: string, url: string, goal: Goal): void => {
    const flow = memory.flows.get(flowId);
    const trip = { verifier: flow?.verifier ?? '', path: page.path(), goal, service: serviceOrigin ?? '' };
    forgetTraces(page.session(), flowId);
    if (!flow || !keepTrip(page.session(), flowId, trip)) return hear({ heard: 'trip-refused', flowId });
    flow.window?.close();
    hear({ heard: 'left', flowId });
    page.leave(url);
  };

  const drop = (flowId: string, burn: boolean): void => {
    memory.flows.get(flowId)?.window?.close();
    memory.flows.delete(flowId);
    forgetTraces(page.session(), flowId);
    // Whoever answers, nobody waits: a flow that is not burned ends by itself.
    if (burn) void client.cancel(flowId, new AbortController().signal);
  };

  const readConnection = async (flowId: string, connectionId: string): Promise<void> => {
    const outcome = await client.connections(new AbortController().signal);
    const connection = outcome.ok ? outcome.value.connections.find(({ id }) => id === connectionId) : undefined;
    if (connection) hear({ heard: 'connection-read', flowId, connection });
  };

  return {
    follow,
    resume: (state) => {
      const taken = memory.takeParked(serviceOrigin, underWay.has(state.at) ? flowsOf(state)[0] : undefined);
      resting = false;
      stop(() => false);
      resumed = taken !== undefined;
      if (underWay.has(state.at)) return taken ? state : { at: 'get-started' }; // Another element took it over.
      if (!atRest.has(state.at)) return state;
      if (!taken) queueMicrotask(recall);
      return taken ?? state;
    },
    rest: (state) => {
      resting = true;
      stop((key) => key.startsWith('{"job":"claim"'));
      const [flowId] = flowsOf(state);
      if (flowId && underWay.has(state.at)) memory.park({ serviceOrigin, flowId, state });
    },
    act: (effect) => {
      switch (effect.effect) {
        case 'open-window':
          return open(effect.flowId, effect.url);
        case 'focus-window':
          return memory.flows.get(effect.flowId)?.window?.focus();
        case 'leave':
          return leave(effect.flowId, effect.url, effect.goal);
        case 'keep-code': {
          const flow = memory.flows.get(effect.flowId);
          if (flow) flow.finishCode = effect.code;
          return;
        }
        case 'keep-trace':
          return keepTrace(page.session(), effect.flowId, effect.goal, serviceOrigin ?? '');
        case 'drop':
          return drop(effect.flowId, effect.burn);
        case 'read-connection':
          return void readConnection(effect.flowId, effect.connectionId);
      }
    },
  };
};
