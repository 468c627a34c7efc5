import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Model } from './model.ts';
import { needsLater, type Later } from './wizard-view.ts';

/** Fetches the views that no first paint needs: when the browser is idle, or at once when they are needed. */
export class LaterViews implements ReactiveController {
  /** The chunk did not arrive. A browser remembers that for as long as the page lives, so only a reload helps. */
  failed = false;
  views: Later | undefined;
  readonly #host: ReactiveControllerHost;
  #asked = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    whenIdle(() => void this.#fetch());
  }

  viewsFor(needs: Pick<Model, 'connect' | 'card'>): Later | undefined {
    if (needsLater(needs)) void this.#fetch();
    return this.views;
  }

  async #fetch(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    try {
      this.views = await import('./views/later.ts');
    } catch {
      this.failed = true;
    }
    this.#host.requestUpdate();
  }
}
