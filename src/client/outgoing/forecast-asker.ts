import type { SendingForecast } from '../../contract/index.ts';
import type { Clock } from '../page/clock.ts';
import type { ComposeState, ForecastStand } from './compose-state.ts';
import { forecastAskOf } from './draft.ts';
import type { OutgoingClient } from './outgoing-client.ts';

/** A person types; the forecast follows in a moment. */
const askAfterMs = 350;

export interface ForecastAskerDeps {
  readonly client: OutgoingClient;
  readonly clock: Clock;
  readonly zone: () => string;
  readonly state: () => ComposeState;
  readonly onStand: (stand: ForecastStand) => void;
}

/** Asks what would happen, once the person has paused, and only where that may be another answer than the last. */
export class ForecastAsker {
  readonly #deps: ForecastAskerDeps;
  #asking = new AbortController();
  #asked = '';

  constructor(deps: ForecastAskerDeps) {
    this.#deps = deps;
  }

  ask(life: AbortSignal): void {
    const state = this.#deps.state();
    if (state.kind !== 'writing') return;
    const { connectionId } = state.draft;
    const ask = forecastAskOf(state.draft, this.#deps.zone());
    const wanted = JSON.stringify([connectionId, ask]);
    if (wanted === this.#asked) return;
    this.forget();
    this.#asked = wanted;
    this.#asking = new AbortController();
    if (ask === undefined || connectionId === undefined) return this.#deps.onStand({ kind: 'none' });
    void this.#forecast(connectionId, ask, latestOf(state.forecast), AbortSignal.any([life, this.#asking.signal]));
  }

  /** The next one is asked for whatever it is. */
  forget(): void {
    this.#asking.abort();
    this.#asked = '';
  }

  async #forecast(connectionId: string, ask: NonNullable<ReturnType<typeof forecastAskOf>>, last: SendingForecast | undefined, signal: AbortSignal): Promise<void> {
    this.#deps.onStand({ kind: 'asking', last });
    await this.#deps.clock.sleep(askAfterMs, signal);
    if (signal.aborted) return;
    const outcome = await this.#deps.client.forecast(connectionId, ask, signal);
    if (signal.aborted) return;
    this.#deps.onStand(outcome.ok ? { kind: 'shown', forecast: outcome.value } : { kind: 'refused', failure: outcome.failure });
  }
}

const latestOf = (stand: ForecastStand): SendingForecast | undefined => (stand.kind === 'shown' ? stand.forecast : stand.kind === 'asking' ? stand.last : undefined);
