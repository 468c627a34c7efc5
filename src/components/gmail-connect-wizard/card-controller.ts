import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../../contract/index.ts';
import type { CardInput, CardState } from '../../client/card-state.ts';
import type { ConnectFact } from '../../client/connect-fact.ts';
import type { ElementDeps } from '../../client/element-deps.ts';

export interface CardDeps extends ElementDeps {
  readonly onFact: (fact: ConnectFact) => void;
}

/** Knows the person's connections: from the browser's cache first, then from the service, again at each return. */
export class CardController implements ReactiveController {
  state: CardState = { kind: 'loading' };
  readonly #host: ReactiveControllerHost;
  readonly #deps: CardDeps;

  constructor(host: ReactiveControllerHost, deps: CardDeps) {
    this.#host = host;
    this.#deps = deps;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {}

  /** What the person did. An input without meaning here changes nothing. */
  send(input: CardInput): void {
    void input;
    void this.#host;
    void this.#deps;
  }

  /** A mailbox was just connected in this page: it is shown at once, before the service is read again. */
  adopt(connection: Connection): void {
    void connection;
  }
}
