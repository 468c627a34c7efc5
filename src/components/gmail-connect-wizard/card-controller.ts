import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CardInput, CardState } from '../../client/card-state.ts';
import type { ConnectFact } from '../../client/connect-fact.ts';
import type { ElementDeps } from '../../client/element-deps.ts';
import type { Connection } from '../../contract/index.ts';
import type { CardDesk } from './card-desk.ts';

export interface CardDeps extends ElementDeps {
  readonly onFact: (fact: ConnectFact) => void;
}

/** Holds what is known of the person's connections. How that comes to be known is in a chunk of its own, asked for at once. */
export class CardController implements ReactiveController {
  state: CardState = { kind: 'loading' };
  readonly #host: ReactiveControllerHost;
  readonly #deps: CardDeps;
  #desk: CardDesk | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, deps: CardDeps) {
    this.#host = host;
    this.#deps = deps;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    if (this.#desk) this.#desk.open();
    else void this.#load();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#desk?.close();
  }

  /** What the person did. An input without meaning here changes nothing. */
  send(input: CardInput): void {
    if (this.#desk) return this.#desk.send(input);
    if (input.do !== 'refresh') return;
    this.show({ kind: 'loading' });
    void this.#load();
  }

  /** A mailbox was just connected in this page: it is shown at once, before the service is read again. */
  adopt(connection: Connection): void {
    this.#desk?.adopt(connection);
  }

  /** For the desk, which knows what comes next. */
  show(state: CardState): void {
    this.state = state;
    this.#host.requestUpdate();
  }

  async #load(): Promise<void> {
    try {
      const { CardDesk } = await import('./card-desk.ts');
      if (this.#desk) return;
      this.#desk = new CardDesk(this.#host, this.#deps, this);
      if (this.#isConnected) this.#desk.open();
    } catch {
      this.show({ kind: 'failed', failure: { code: 'network-failed' } });
    }
  }
}
