import type { ReactiveController, ReactiveElement } from 'lit';
import type { LimitsDeps } from '../../client/sending-limits/limits-deps.ts';
import type { LimitsFact } from '../../client/sending-limits/limits-fact.ts';
import { createLimitsWatch, type LimitsWatch } from '../../client/sending-limits/limits-watch.ts';
import type { Input, Model } from './model.ts';
import { newsOf } from './words.ts';

export interface MeterSettings {
  readonly onFact: (fact: LimitsFact) => void;
  /** The one mailbox that the host names. */
  readonly connectionId: () => string | undefined;
  /** Tells readers of the screen. */
  readonly announce: (words: string) => void;
}

/** Holds the watch of the limits while the element is in a page, and does what the person asks for. */
export class MeterController implements ReactiveController {
  readonly #deps: LimitsDeps;
  readonly #watch: LimitsWatch;
  readonly #connectionId: MeterSettings['connectionId'];

  constructor(host: ReactiveElement, deps: LimitsDeps, { onFact, connectionId, announce }: MeterSettings) {
    this.#deps = deps;
    this.#connectionId = connectionId;
    this.#watch = createLimitsWatch({
      ...deps,
      onChange: () => host.requestUpdate(),
      onFact: (fact) => {
        onFact(fact);
        announce(newsOf(fact));
      },
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch.start();
  }

  hostDisconnected(): void {
    this.#watch.stop();
  }

  hostUpdate(): void {
    this.#watch.only(this.#connectionId());
  }

  model(): Omit<Model, 'settingsUrl' | 'tag'> {
    const { clock, serviceOrigin } = this.#deps;
    return { send: this.send, state: this.#watch.state, now: clock.now(), serviceOrigin };
  }

  readonly send = (input: Input): void => {
    if (input.do === 'choose') this.#watch.choose(input.connectionId);
    else this.#watch.tryAgain();
  };
}
