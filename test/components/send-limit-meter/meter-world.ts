import type { Capability, ConnectionsView, SendingLimits } from '../../../src/contract/index.ts';
import { fail, succeed } from '../../../src/contract/index.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { LimitsDeps } from '../../../src/client/sending-limits/limits-deps.ts';
import { SendLimitMeter } from '../../../src/components/send-limit-meter/send-limit-meter.ts';
import { givenLive, type GivenLive } from '../../client/given-live.ts';
import { givenPage, type GivenPage } from '../../client/given-page.ts';
import { givenLimits, givenNow, type GivenMailbox } from '../../client/sending-limits/given-limits.ts';
import { givenConnections } from '../../client/sending-limits/given-connections.ts';

// The chunk that a page loads late is there already, so that no test waits for the network.
await import('../../../src/components/send-limit-meter/meter-late.ts');

/** A service that the test holds in its hand. */
export interface Given {
  readonly mailbox?: GivenMailbox;
  readonly others?: readonly GivenMailbox[];
  readonly without?: boolean;
  readonly granted?: readonly Capability[];
  readonly lostSince?: string;
  readonly fails?: ClientFailure;
  /** No answer ever comes. */
  readonly silent?: boolean;
  /** This device has what was true so long ago, in milliseconds. */
  readonly savedAgo?: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface World {
  readonly meter: SendLimitMeter;
  readonly calls: string[];
  readonly page: GivenPage;
  readonly live: GivenLive;
  readonly events: unknown[];
  /** Somebody else, who has no mailbox. */
  readonly signIn: (userKey: string) => void;
  /** The clock goes on, and whoever waits for it with it. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** What the service says from now on. */
  readonly say: (change: Partial<Given>) => void;
}

export class GivenMeter extends SendLimitMeter {
  deps: LimitsDeps | undefined;

  protected override createDeps(): LimitsDeps {
    if (!this.deps) throw new TypeError('Failed to start the meter: the test gave it no world');
    return this.deps;
  }
}
customElements.define('given-meter', GivenMeter);

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** The element with its world, not yet in a page. */
export const createMeter = (first: Given = {}): World => {
  let given = first;
  let userKey = 'lea';
  let now = givenNow;
  const calls: string[] = [];
  const page = givenPage();
  const live = givenLive();
  const sleeping = new Set<() => void>();
  const limitsOf = (connectionId: string, at: number): SendingLimits =>
    givenLimits([given.mailbox ?? {}, ...(given.others ?? [])].find((each) => (each.connectionId ?? 'connection-000001') === connectionId) ?? {}, at);
  const connections = (): ConnectionsView =>
    givenConnections(
      (given.without === true || userKey !== 'lea' ? [] : [given.mailbox ?? {}, ...(given.others ?? [])]).map(({ connectionId, email }) => ({
        ...(connectionId !== undefined && { id: connectionId }),
        ...(email !== undefined && { email }),
        ...(given.granted && { granted: [...given.granted] }),
        ...(given.lostSince !== undefined && { health: { kind: 'reconnect-needed', since: given.lostSince, cause: 'unnamed' } }),
      })),
    );
  const answer = async <T>(name: string, value: () => T) => {
    calls.push(name);
    if (given.silent === true) return never<ReturnType<typeof succeed<T>>>();
    return given.fails ? fail(given.fails) : succeed(value());
  };
  const meter = new GivenMeter();
  meter.deps = {
    serviceOrigin: 'https://connect.example',
    client: {
      userKey: async () => userKey,
      connections: () => answer('connections', connections),
      limits: (connectionId) => answer(`limits ${connectionId}`, () => limitsOf(connectionId, now)),
    },
    cache: {
      read: async () => {
        if (given.savedAgo === undefined || userKey !== 'lea') return undefined;
        const heardAt = givenNow - given.savedAgo;
        return { view: connections(), readings: [{ limits: limitsOf('connection-000001', heardAt), heardAt }] };
      },
      write: async () => undefined,
    },
    turns: { take: (_name, work) => work() },
    live,
    page,
    clock: {
      now: () => now,
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          sleeping.add(resolve);
          signal.addEventListener('abort', () => resolve());
        }),
    },
  };
  for (const [name, value] of Object.entries({ endpoint: 'https://connect.example', locale: 'en-GB', ...first.attributes })) meter.setAttribute(name, value);
  const events: unknown[] = [];
  meter.addEventListener('send-limit-changed', (event) => events.push(event.detail));
  return {
    meter,
    calls,
    page,
    live,
    events,
    signIn: (key) => (userKey = key),
    say: (change) => (given = { ...given, ...change }),
    pass: async (milliseconds) => {
      now += milliseconds;
      for (const wake of sleeping) wake();
      sleeping.clear();
      await settled(meter);
    },
  };
};

/** Everything that was under way has been answered and drawn. */
export const settled = async (meter: SendLimitMeter): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await meter.updateComplete;
  }
};
