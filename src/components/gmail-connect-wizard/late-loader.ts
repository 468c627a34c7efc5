import { adoptStyles, type CSSResult, type ReactiveController, type ReactiveElement } from 'lit';
import type * as Late from './late.ts';

/** Fetches what can wait for the first paint, with its styles. */
export class LateLoader implements ReactiveController {
  loaded: typeof Late | undefined;
  /** The chunk did not arrive. A browser remembers that for as long as the page lives, so only a reload helps. */
  failed = false;
  readonly #host: ReactiveElement;
  readonly #early: readonly CSSResult[];

  constructor(host: ReactiveElement, early: readonly CSSResult[]) {
    this.#host = host;
    this.#early = early;
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.loaded) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      const late = await import('./late.ts');
      if (this.#host.shadowRoot) adoptStyles(this.#host.shadowRoot, [...this.#early, ...late.lateStyles]);
      this.loaded = late;
    } catch {
      this.failed = true;
    }
    this.#host.requestUpdate();
  }
}
