import { adoptStyles, type CSSResult, type ReactiveController, type ReactiveElement } from 'lit';

export interface LateChunk {
  readonly lateStyles: readonly CSSResult[];
}

/** Fetches what can wait for the first paint, with its styles. */
export class LateLoader<C extends LateChunk> implements ReactiveController {
  loaded: C | undefined;
  /** The chunk did not arrive. A browser remembers that for as long as the page lives, so only a reload helps. */
  failed = false;
  readonly #host: ReactiveElement;
  readonly #early: readonly (CSSResult | CSSStyleSheet)[];
  readonly #load: () => Promise<C>;

  constructor(host: ReactiveElement, early: readonly (CSSResult | CSSStyleSheet)[], load: () => Promise<C>) {
    this.#host = host;
    this.#early = early;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.loaded) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      const late = await this.#load();
      if (this.#host.shadowRoot) adoptStyles(this.#host.shadowRoot, [...this.#early, ...late.lateStyles]);
      this.loaded = late;
    } catch {
      this.failed = true;
    }
    this.#host.requestUpdate();
  }
}
