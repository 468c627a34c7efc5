import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AttemptWork } from '../../client/attempt-work.ts';
import type { ConnectFact } from '../../client/connect-fact.ts';
import type { ConnectState, PersonInput } from '../../client/connect-state.ts';
import type { ElementDeps } from '../../client/element-deps.ts';
import { walk } from '../../client/walk.ts';

export interface ConnectDeps extends ElementDeps {
  /** Where the walk begins: at the gear of the host's settings, or at Get Started. */
  readonly entry: 'settings' | 'connection';
  /** The language for the service's own pages, read at each attempt. */
  readonly locale: () => string;
  readonly onFact: (fact: ConnectFact) => void;
}

/**
 * Holds where the person stands and frees everything when the element leaves the page. Attempts come in a chunk of their
 * own, asked for at once; until it is there, the steps before Google's window need nothing of it.
 */
export class ConnectController implements ReactiveController {
  state: ConnectState;
  readonly #host: ReactiveControllerHost;
  readonly #deps: ConnectDeps;
  #work: AttemptWork | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, deps: ConnectDeps) {
    this.#host = host;
    this.#deps = deps;
    this.state = { at: deps.entry === 'settings' ? 'settings' : 'get-started' };
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    if (this.#work) this.#work.resume();
    else void this.#load();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#work?.rest();
  }

  /** What the person did. An input without meaning here changes nothing. */
  send(input: PersonInput): void {
    if (this.#work) return this.#work.hear(input);
    this.show(walk(this.state, input));
    // The chunk did not arrive when the element came into the page; now it is needed.
    if (this.state.at === 'before-google') void this.#load();
  }

  /** For the work on attempts, which knows what comes next. */
  show(state: ConnectState): void {
    this.state = state;
    this.#host.requestUpdate();
  }

  async #load(): Promise<void> {
    try {
      const { createAttemptWork } = await import('../../client/wire.ts');
      if (this.#work) return;
      this.#work = createAttemptWork(this.#deps, this);
      if (this.#isConnected) this.#work.resume();
    } catch {
      if (this.state.at !== 'before-google') return;
      this.show({ ...this.state, preparation: { kind: 'failed', failure: { code: 'network-failed' } } });
      this.#deps.onFact({ fact: 'failed', flowId: undefined, code: 'network-failed' });
    }
  }
}
