import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createAttemptWork, type AttemptWork } from '../../client/connect/attempt-work.ts';
import type { ConnectFact } from '../../client/connect/connect-fact.ts';
import type { ConnectState, PersonInput } from '../../client/connect/connect-state.ts';
import type { ElementDeps } from '../../client/element-deps.ts';

export interface ConnectDeps extends ElementDeps {
  /** Where the walk begins: at the gear of the host's settings, or at Get Started. */
  readonly entry: 'settings' | 'connection';
  /** The language for the service's own pages, read at each attempt. */
  readonly locale: () => string;
  readonly onFact: (fact: ConnectFact) => void;
}

/** Holds where the person stands and frees everything when the element leaves the page. */
export class ConnectController implements ReactiveController {
  state: ConnectState;
  readonly #host: ReactiveControllerHost;
  readonly #work: AttemptWork;

  constructor(host: ReactiveControllerHost, deps: ConnectDeps) {
    this.#host = host;
    this.state = { at: deps.entry === 'settings' ? 'settings' : 'get-started' };
    this.#work = createAttemptWork(deps, this);
    host.addController(this);
  }

  hostConnected(): void {
    this.#work.resume();
  }

  hostDisconnected(): void {
    this.#work.rest();
  }

  /** What the person did. An input without meaning here changes nothing. */
  send(input: PersonInput): void {
    this.#work.hear(input);
  }

  /** For the work on attempts, which knows what comes next. */
  show(state: ConnectState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
