import { createHash } from 'node:crypto';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createAttemptMemory, type AttemptMemory } from '../../src/client/connect/attempt-memory.ts';
import type { ConnectFact } from '../../src/client/connect/connect-fact.ts';
import type { Asking, AttemptFailure, ConnectState, PersonInput } from '../../src/client/connect/connect-state.ts';
import { ConnectController } from '../../src/components/gmail-connect-wizard/connect-controller.ts';
import { givenCalls } from './given-calls.ts';
import { givenClock, settle, type GivenClock } from './given-clock.ts';
import { givenMailClient, serviceOrigin, type GivenClient } from './given-mail-client.ts';
import { givenPage, type GivenPage, type GivenWindow } from './given-page.ts';

/** Verifiers in a row, digested at once. */
const givenVerifiers = (): (() => Promise<{ verifier: string; challenge: string }>) => {
  let made = 0;
  return async () => {
    const verifier = `verifier-${String((made += 1)).padStart(34, '0')}`;
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
  };
};

/** Stands in for an element: it holds controllers and counts the updates they ask for. */
export interface GivenHost extends ReactiveControllerHost {
  readonly controllers: ReactiveController[];
  mount(): Promise<void>;
  remove(): void;
}

export const givenHost = (): GivenHost => {
  const controllers: ReactiveController[] = [];
  return {
    controllers,
    addController: (controller) => controllers.push(controller),
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
    mount: async () => {
      for (const controller of controllers) controller.hostConnected?.();
      await settle();
    },
    remove: () => controllers.forEach((controller) => controller.hostDisconnected?.()),
  };
};

export interface World {
  readonly page: GivenPage;
  readonly client: GivenClient;
  readonly clock: GivenClock;
  readonly memory: AttemptMemory;
  readonly facts: ConnectFact[];
  /** A wizard in the page; several share the page's memory. */
  wizard(): Promise<Wizard>;
  window(): GivenWindow;
  /** The service's finish page in the window says what it has to say. */
  finish(data: unknown, from?: { origin?: string; source?: unknown }): Promise<void>;
}

export interface Wizard {
  readonly state: ConnectState;
  send(...inputs: PersonInput[]): Promise<void>;
  mount(): Promise<void>;
  remove(): void;
}

export const finishCode = 'finish-code-0123456789-0123456789-012345678';

export const givenWorld = (): World => {
  const page = givenPage();
  const client = givenMailClient();
  const clock = givenClock();
  const memory = createAttemptMemory();
  const facts: ConnectFact[] = [];
  const createVerifier = givenVerifiers();
  const cache = { read: () => undefined, write: () => undefined };
  const world: World = {
    page,
    client,
    clock,
    memory,
    facts,
    wizard: async () => {
      const host = givenHost();
      const deps = { serviceOrigin, client, calls: givenCalls(), cache, clock, page, memory, createVerifier };
      const controller = new ConnectController(host, {
        ...deps,
        entry: 'connection',
        locale: () => 'en',
        onFact: (fact) => facts.push(fact),
      });
      await host.mount();
      return {
        get state() {
          return controller.state;
        },
        send: async (...inputs) => {
          for (const input of inputs) controller.send(input);
          await settle();
        },
        mount: () => host.mount(),
        remove: () => host.remove(),
      };
    },
    window: () => {
      const opened = page.windows.at(-1);
      if (!opened) throw new Error('No window was opened.');
      return opened;
    },
    finish: async (data, from = {}) => {
      page.receive({ origin: serviceOrigin, source: world.window().handle, data, ...from });
      await settle();
    },
  };
  return world;
};

/** A wizard whose window is open at Google, with the flow it belongs to. */
export const atGoogle = async (world: World): Promise<{ readonly wizard: Wizard; readonly flowId: string }> => {
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  await wizard.send({ do: 'open-google' });
  if (wizard.state.at !== 'at-google') throw new Error(`No window is open: ${wizard.state.at}`);
  return { wizard, flowId: wizard.state.attempt.flow.flowId };
};

/** What the wizard asks while the window is open; undefined where it stands elsewhere. */
export const askingOf = ({ state }: Wizard): Asking | undefined => (state.at === 'at-google' ? state.asking : undefined);

export const failureOf = ({ state }: Wizard): AttemptFailure | undefined => (state.at === 'failed' ? state.failure : undefined);
