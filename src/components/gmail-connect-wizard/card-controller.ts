import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectFact } from '../../client/connect/connect-fact.ts';
import { cardTransition, isWaiting, stops, type CardNews } from '../../client/connections/card-flow.ts';
import type { CardInput, CardState } from '../../client/connections/card-state.ts';
import { connectionsChannel } from '../../client/connections/connections-channel.ts';
import type { ElementDeps } from '../../client/element-deps.ts';
import type { ClientFailure } from '../../client/mail-client/mail-client.ts';
import type { Connection, Outcome } from '../../contract/index.ts';

export interface CardDeps extends ElementDeps {
  readonly onFact: (fact: ConnectFact) => void;
}

const isUnreached = (outcome: Outcome<unknown, ClientFailure>): boolean => !outcome.ok && outcome.failure.code === 'network-failed';

/** One coming back is several events: focus, visibility, online. */
const atMostEveryMs = 1_000;
const askAgainAfterMs = 30_000;

/** Holds what is known of the person's connections and keeps it true: from the browser's cache first, then from the service, again at each return. */
export class CardController implements ReactiveController {
  state: CardState = { kind: 'loading' };
  readonly #host: ReactiveControllerHost;
  readonly #deps: CardDeps;
  readonly #told = new Set<string>();
  #life = new AbortController();
  #reading = new AbortController();
  #askedAt = Number.NEGATIVE_INFINITY;
  #userKey: string | undefined;
  #announce: ((data: unknown) => void) | undefined;

  constructor(host: ReactiveControllerHost, deps: CardDeps) {
    this.#host = host;
    this.#deps = deps;
    host.addController(this);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#deps.page.onReturn(() => this.#readUnlessJustAsked(), signal);
    this.#announce = this.#deps.page.joinChannel(connectionsChannel, () => this.#read(), signal);
    this.#read();
  }

  hostDisconnected(): void {
    this.#life.abort();
    this.#reading.abort();
  }

  /** What the person did. An input without meaning here changes nothing. */
  send(input: CardInput): void {
    const before = this.state;
    this.#hear(input);
    if (input.do === 'refresh') this.#read();
    const after = this.state;
    if (after === before || after.kind !== 'shown') return;
    const { action } = after;
    if (action.kind === 'none') return;
    if (action.kind === 'checking') void this.#check(action.connectionId);
    const meant = after.view.connections.find(({ id }) => id === action.connectionId);
    if (action.kind === 'disconnecting' && meant) void this.#disconnect(meant);
  }

  /** A mailbox was just connected in this page: it is shown at once, before the service is read again. */
  adopt(connection: Connection): void {
    this.#hear({ heard: 'adopted', connection, at: this.#deps.clock.now() });
    this.#changed();
  }

  #hear(input: CardInput | CardNews): void {
    const after = cardTransition(this.state, input);
    if (after === this.state) return;
    this.state = after;
    this.#host.requestUpdate();
    // What the cache remembers was told when it happened.
    if ('heard' in input && input.heard === 'saved') return;
    for (const { connectionId, stop } of stops(after)) {
      if (this.#told.has(stop)) continue;
      this.#told.add(stop);
      this.#deps.onFact({ fact: 'reconnect-needed', connectionId });
    }
  }

  #readUnlessJustAsked(): void {
    if (this.#deps.clock.now() - this.#askedAt >= atMostEveryMs) this.#read();
  }

  #read(): void {
    this.#askedAt = this.#deps.clock.now();
    this.#reading.abort();
    this.#reading = new AbortController();
    void this.#readOnce(this.#reading.signal);
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { client, cache, clock } = this.#deps;
    // In this order and at once: the same fresh token serves both.
    const asking = client.userKey();
    const reading = client.connections(signal);
    const userKey = await asking;
    // Offline the host cannot say who is signed in: whoever is shown stays, as they were.
    const unreached = userKey === undefined && isUnreached(await reading);
    if (signal.aborted) return;
    if (!unreached && userKey !== this.#userKey) {
      if (this.#userKey !== undefined) this.#hear({ heard: 'other-person' });
      this.#userKey = userKey;
    }
    if (userKey !== undefined && this.state.kind === 'loading') {
      const saved = cache.read(userKey);
      if (saved) this.#hear({ heard: 'saved', saved });
    }
    const outcome = await reading;
    if (signal.aborted) return;
    if (outcome.ok) {
      const saved = { view: outcome.value, savedAt: clock.now() };
      this.#hear({ heard: 'read', view: saved.view, at: saved.savedAt });
      if (userKey !== undefined) cache.write(userKey, saved);
    } else {
      this.#hear({ heard: 'read-failed', failure: outcome.failure });
    }
    if (!outcome.ok || isWaiting(this.state)) void this.#readLater();
  }

  async #readLater(): Promise<void> {
    const { signal } = this.#life;
    const { clock, page } = this.#deps;
    const askedAt = this.#askedAt;
    await clock.sleep(askAgainAfterMs, signal);
    // A hidden page asks when the person comes back, and whoever asked meanwhile waits in our place.
    if (!signal.aborted && page.isVisible() && this.#askedAt === askedAt) this.#read();
  }

  // What a person asked for here does not end with the element: its answer is true wherever the page went.

  async #check(connectionId: string): Promise<void> {
    const { client, clock } = this.#deps;
    const outcome = await client.check(connectionId, new AbortController().signal);
    if (!outcome.ok) return this.#failed(connectionId, outcome.failure);
    this.#hear({ heard: 'checked', connection: outcome.value.connection, at: clock.now() });
    this.#changed();
  }

  async #disconnect({ id: connectionId, email }: Connection): Promise<void> {
    const { client, clock, onFact } = this.#deps;
    const outcome = await client.disconnect(connectionId, new AbortController().signal);
    // Somebody was faster, in another tab.
    const wasGone = !outcome.ok && outcome.failure.code === 'connection-unknown';
    if (!outcome.ok && !wasGone) return this.#failed(connectionId, outcome.failure);
    const withdrawal = outcome.ok ? outcome.value.withdrawal : undefined;
    this.#hear({ heard: 'disconnected', connectionId, email, withdrawal, at: clock.now() });
    onFact({ fact: 'disconnected', connectionId });
    this.#changed();
  }

  /** What came of it all the same is read: an answer may be lost, a mailbox gone, Google slow. */
  #failed(connectionId: string, failure: ClientFailure): void {
    this.#hear({ heard: 'action-failed', connectionId, failure });
    if (!this.#life.signal.aborted) this.#read();
  }

  #changed(): void {
    try {
      this.#announce?.('changed');
    } catch {
      // The element has left the page and its channel is closed; others read when they are looked at.
    }
    if (!this.#life.signal.aborted) this.#read();
  }
}
