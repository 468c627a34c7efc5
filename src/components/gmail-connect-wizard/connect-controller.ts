import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AttemptWork } from '../../client/attempt-work.ts';
import type { ConnectFact } from '../../client/connect-fact.ts';
import { effectsOf } from '../../client/connect-effects.ts';
import { transition } from '../../client/connect-flow.ts';
import type { ConnectInput } from '../../client/connect-input.ts';
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
    if (this.#work) this.#resume(this.#work);
    else void this.#load();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#work?.rest(this.state);
  }

  /** What the person did. An input without meaning here changes nothing. */
  send(input: PersonInput): void {
    this.#hear(input);
    // The chunk did not arrive when the element came into the page; now it is needed.
    if (!this.#work && this.state.at === 'before-google') void this.#load();
  }

  readonly #hear = (input: ConnectInput): void => {
    const before = this.state;
    this.state = transition(before, input);
    const effects = effectsOf(before, input, this.state);
    if (this.state !== before) this.#host.requestUpdate();
    // Opening a window comes back with its own input before it returns, so the jobs follow what then is the state.
    for (const effect of effects) {
      if (effect.effect === 'tell') this.#deps.onFact(effect.fact);
      else this.#work?.act(effect);
    }
    this.#work?.follow(this.state);
  };

  async #load(): Promise<void> {
    try {
      const { createAttemptWork } = await import('../../client/wire.ts');
      if (this.#work) return;
      this.#work = createAttemptWork(this.#deps, this.#hear);
      if (this.#isConnected) this.#resume(this.#work);
    } catch {
      this.#hear({ heard: 'prepare-failed', failure: { code: 'network-failed' } });
    }
  }

  #resume(work: AttemptWork): void {
    const state = work.resume(this.state);
    if (state !== this.state) this.#host.requestUpdate();
    this.state = state;
    work.follow(state);
  }
}
