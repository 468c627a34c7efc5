import type { ReactiveController, ReactiveElement } from 'lit';

/** What the element shows, as far as focus and announcements go. */
export interface Showing {
  /** Changes when the person is somewhere else than before. */
  readonly step: string;
  /** Changes, too, when there is news of what stands there. */
  readonly news: string;
  /** Nothing to be focused or told yet. */
  readonly pending: boolean;
}

/**
 * Moves the focus with the person, and only with the person: a new step takes it when the person acted here or the
 * focus was inside, never at first paint and never from another part of the page. What changes by itself is told by the
 * element's one `role="status"` instead.
 */
export class StepFocus implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #showing: () => Showing;
  #last: Showing | undefined;
  #inside = false;
  #acted = false;

  constructor(host: ReactiveElement, showing: () => Showing) {
    this.#host = host;
    this.#showing = showing;
    host.addController(this);
  }

  /** The person did something here, by a pointer perhaps, which leaves no focus behind in every browser. */
  acted(): void {
    this.#acted = true;
  }

  hostUpdate(): void {
    this.#inside ||= Boolean(this.#root?.activeElement);
  }

  hostUpdated(): void {
    const [last, showing] = [this.#last, this.#showing()];
    if (showing.pending) return;
    this.#last = showing;
    const moved = last !== undefined && last.step !== showing.step;
    const lost = this.#inside && this.#root?.activeElement === null;
    const follows = lost || (moved && (this.#inside || this.#acted));
    this.#inside = false;
    if (moved) this.#acted = false;
    if (follows && !focusIsElsewhere(this.#host)) this.#focus();
    else if (last && last.news !== showing.news) this.#tell();
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }

  #focus(): void {
    this.#find('[data-focus]')?.focus();
  }

  #tell(): void {
    const status = this.#root?.querySelector('#news');
    if (status) status.textContent = this.#find('[data-news]')?.textContent.trim() ?? '';
  }

  /** What a view marked, else the heading. */
  #find(marked: string): HTMLElement | null | undefined {
    return this.#root?.querySelector<HTMLElement>(marked) ?? this.#root?.querySelector<HTMLElement>('#heading, .heading');
  }
}

/** Something outside holds the focus: it stays there. Asked root by root, because each knows only its own. */
const focusIsElsewhere = (element: Element): boolean => {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return true;
  const active = root.activeElement;
  if (active && active !== document.body && !active.contains(element)) return true;
  return root instanceof ShadowRoot && focusIsElsewhere(root.host);
};
