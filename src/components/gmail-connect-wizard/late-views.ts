import { adoptStyles, type CSSResult, type ReactiveController, type ReactiveElement } from 'lit';
import type * as Views from './views.ts';

/** Fetches the views with their styles, while the service is asked what there is to show. */
export class LateViews implements ReactiveController {
  views: typeof Views | undefined;
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
    if (!this.views) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      const views = await import('./views.ts');
      if (this.#host.shadowRoot) adoptStyles(this.#host.shadowRoot, [...this.#early, ...views.lateStyles]);
      this.views = views;
    } catch {
      this.failed = true;
    }
    this.#host.requestUpdate();
  }
}
