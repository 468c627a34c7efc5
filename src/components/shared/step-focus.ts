import type { ReactiveController, ReactiveElement } from 'lit';

/** What the element shows, as far as focus and announcements go. */
export interface Showing {
  /** Changes when the person is somewhere else than before. */
  readonly step: string;
  /** Changes, too, when what stands there does better or worse. */
  readonly news: string;
  /** Nothing to be focused or told yet. */
  readonly pending: boolean;
}

/**
 * Moves the focus with the person, and only with the person: a new step takes it when the person acted here or the
 * focus was inside, never at first paint and never from another part of the page. What changes by itself is told by the
 * element's one `role="status"` instead, and so is what a view marks as news, wherever the focus goes.
 */
export class StepFocus implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #showing: () => Showing;
  #last: Showing | undefined;
  #inside = false;
  #acted = false;
  #told = '';

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
    const takes = follows && !focusIsElsewhere(this.#host);
    if (takes) (this.#find('[data-focus]') ?? this.#heading)?.focus();
    const marked = textOf(this.#find('[data-news]'));
    const isFresh = marked !== '' && marked !== this.#told;
    this.#told = marked;
    if (last && isFresh) this.#tell(marked);
    else if (last && !takes && last.news !== showing.news) this.#tell(textOf(this.#heading));
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }

  #tell(words: string): void {
    const status = this.#root?.querySelector('#news');
    if (status) status.textContent = words;
  }

  get #heading(): HTMLElement | null | undefined {
    return this.#find('#heading, .heading');
  }

  #find(selector: string): HTMLElement | null | undefined {
    return this.#root?.querySelector<HTMLElement>(selector);
  }
}

const textOf = (element: Element | null | undefined): string => element?.textContent.trim() ?? '';

/** Something outside holds the focus: it stays there. Asked root by root, because each knows only its own. */
const focusIsElsewhere = (element: Element): boolean => {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return true;
  const active = root.activeElement;
  if (active && active !== document.body && !active.contains(element)) return true;
  return root instanceof ShadowRoot && focusIsElsewhere(root.host);
};
