import type { FlowStatus, Outcome } from '../../contract/index.ts';
import { announceChange } from '../connections/connections-channel.ts';
import type { ElementDeps } from '../element-deps.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { runJob, type JobDeps } from './attempt-jobs.ts';
import { pageMemory, type AttemptMemory } from './attempt-memory.ts';
import { createVerifier } from './code-verifier.ts';
import { effectsOf, flowsOf, type ConnectEffect } from './connect-effects.ts';
import type { ConnectFact } from './connect-fact.ts';
import { transition } from './connect-flow.ts';
import type { ConnectInput } from './connect-input.ts';
import { jobsOf } from './connect-jobs.ts';
import type { ConnectState, Goal } from './connect-state.ts';
import { forgetTraces, keepTrip, recallAttempt } from './trip.ts';

/** Everything of an attempt that happens outside of the page's own state, and the machine that decides it. */
export interface AttemptWork {
  hear(input: ConnectInput): void;
  /**
   * The element came into the page: its own attempt goes on, or one that lost its element. A trip that came back to this
   * tab is heard right after.
   */
  resume(): void;
  /** The element left the page: everything is freed. A claim that was sent is let come to its end. */
  rest(): void;
}

/** Where the state stands and is shown. */
export interface Desk {
  readonly state: ConnectState;
  show(state: ConnectState): void;
}

export interface WorkDeps extends ElementDeps {
  readonly onFact: (fact: ConnectFact) => void;
  readonly locale: () => string;
  readonly memory?: AttemptMemory;
  /** Where the randomness of a flow comes from. */
  readonly createVerifier?: typeof createVerifier;
}

const underWay: ReadonlySet<ConnectState['at']> = new Set(['window-blocked', 'at-google', 'claiming']);

export const createAttemptWork = (deps: WorkDeps, desk: Desk): AttemptWork => {
  const { client, page, serviceOrigin, memory = pageMemory } = deps;

  const hear = (input: ConnectInput): void => {
    const before = desk.state;
    const after = transition(before, input);
    if (after !== before) desk.show(after);
    for (const effect of effectsOf(before, input, after)) act(effect);
    // Opening a window came back with its own input before it returned, so the jobs follow what is the state now.
    follow(desk.state);
  };

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
  const recall = async (): Promise<void> => {
    const isAttended = (flowId: string): boolean => memory.flows.has(flowId);
    const recalled = recallAttempt(page.session(), { service: serviceOrigin ?? '', isAttended });
    if (!recalled) return;
    const { flowId, goal, wasLeft, back } = recalled;
    if (back?.message.gck === 'finish') {
      memory.flows.set(flowId, { verifier: back.verifier, ticketsEndAt: 0 });
      return hear({ heard: 'trip-finished', flowId, code: back.message.finishCode, goal });
    }
    if (back && back.message.ended !== 'failed') {
      return hear({ heard: 'trip-ended', goal, failure: { code: back.message.ended === 'denied' ? 'denied' : 'flow-expired' } });
    }
    const outcome = await settled(flowId);
    const status = outcome.ok ? outcome.value : undefined;
    // The claim that the page before had sent was saved: the card knows more.
    if (status?.status === 'connected') return announceChange(page);
    const failure = status?.status === 'failed' ? status.failure : ({ code: 'google-refused' } as const);
    if (back) return hear({ heard: 'trip-ended', goal, failure });
    // Somebody else signed in between, who began nothing.
    if (!outcome.ok && outcome.failure.code === 'flow-unknown') return;
    // A window may still stand at Google. What it brings could not be claimed by anybody.
    if (wasLeft) void client.cancel(flowId, new AbortController().signal);
    hear({ heard: 'attempt-lost', goal });
  };

  /** How far a flow has come, once no claim runs any more. */
  const settled = async (flowId: string): Promise<Outcome<FlowStatus, ClientFailure>> => {
    const { signal } = new AbortController();
    for (;;) {
      const outcome = await client.poll(flowId, signal);
      if (!outcome.ok || outcome.value.status !== 'connecting') return outcome;
      await deps.clock.sleep(2_000, signal);
    }
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

  const act = (effect: ConnectEffect): void => {
    if (effect.effect === 'tell') return deps.onFact(effect.fact);
    const { flowId } = effect;
    const flow = memory.flows.get(flowId);
    switch (effect.effect) {
      case 'open-window':
        return open(flowId, effect.url);
      case 'focus-window':
        // Nothing would come to the front: then the person is asked, however often that was denied.
        return flow?.window?.looksClosed() ? hear({ heard: 'window-looks-closed', flowId }) : flow?.window?.focus();
      case 'leave':
        return leave(flowId, effect.url, effect.goal);
      case 'keep-code':
        if (flow) flow.finishCode = effect.code;
        return;
      case 'drop':
        return drop(flowId, effect.burn);
      case 'read-connection':
        return void readConnection(flowId, effect.connectionId);
    }
  };

  const taken = (state: ConnectState): ConnectState => {
    const parked = memory.takeParked(serviceOrigin, underWay.has(state.at) ? flowsOf(state)[0] : undefined);
    resumed = parked !== undefined;
    if (underWay.has(state.at)) return parked ? state : { at: 'get-started' }; // Another element took it over.
    if ('goal' in state || state.at === 'connected') return state;
    if (!parked) queueMicrotask(() => void recall());
    return parked ?? state;
  };

  return {
    hear,
    resume: () => {
      resting = false;
      stop(() => false);
      const state = taken(desk.state);
      if (state !== desk.state) desk.show(state);
      follow(state);
    },
    rest: () => {
      const { state } = desk;
      resting = true;
      stop((key) => key.startsWith('{"job":"claim"'));
      const [flowId] = flowsOf(state);
      if (flowId && underWay.has(state.at)) memory.park({ serviceOrigin, flowId, state });
    },
  };
};
