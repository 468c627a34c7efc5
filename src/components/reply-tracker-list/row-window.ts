import type { ReactiveController, ReactiveElement } from 'lit';
import type { Thread } from '../../client/replies/reply-rows.ts';
import { RowSlots } from './row-slots.ts';
import { beginnings, indexAt, isSameThread, keyOf, nothingMeasured, stretchAt, type Measures, type Stretch } from './stretch.ts';

interface Laid {
  readonly threads: readonly Thread[];
  readonly unfolded: ReadonlySet<string>;
  readonly dense: boolean;
}

/** Draws only the rows that can be seen. What a row is high is measured, never guessed, so that nothing jumps. */
export class RowWindow implements ReactiveController {
  stretch: Stretch = { first: 0, last: 0, above: 0, below: 0 };
  readonly #host: ReactiveElement;
  readonly #onTop: () => void;
  #laid: Laid = { threads: [], unfolded: new Set(), dense: false };
  readonly #slots = new RowSlots();
  #begins = new Float64Array(1);
  #measures: Measures = nothingMeasured;
  #scroller: HTMLElement | undefined;
  #life: AbortController | undefined;
  #scrollTo: number | undefined;

  constructor(host: ReactiveElement, onTop: () => void) {
    this.#host = host;
    this.#onTop = onTop;
    host.addController(this);
  }

  /** The person reads further down than the newest row. */
  get isAway(): boolean {
    return (this.#scroller?.scrollTop ?? 0) > this.#measures.row / 2;
  }

  /** Before each drawing: which rows there are. What the person looks at stays where it is when something comes above it. */
  lay(laid: Laid): void {
    const { threads, unfolded, dense } = this.#laid;
    if (threads === laid.threads && unfolded === laid.unfolded && dense === laid.dense) return;
    const top = this.#scrollTo ?? this.#scroller?.scrollTop ?? 0;
    const seen = threads[indexAt(this.#begins, top)];
    const within = top - (this.#begins[indexAt(this.#begins, top)] ?? 0);
    this.#laid = laid;
    this.#begins = beginnings(laid.threads, laid.unfolded, this.#measures, laid.dense, this.#begins);
    if (seen !== undefined && this.#scrollTo === undefined && this.isAway) {
      const now = laid.threads.findIndex((thread) => isSameThread(thread, seen));
      if (now >= 0) this.#scrollTo = (this.#begins[now] ?? 0) + within;
    }
    this.#restretch();
  }

  /** Where in the page the rows of the stretch stand, by their keys. */
  slots(): ReadonlyMap<string, number> {
    const shown = this.#laid.threads.slice(this.stretch.first, this.stretch.last);
    const focused = (this.#host.renderRoot as ShadowRoot).activeElement?.closest<HTMLElement>('.thread');
    return this.#slots.take(shown.map(keyOf), focused?.dataset['key']);
  }

  /** Scrolls as little as it takes to have this conversation in sight. */
  reveal(index: number): void {
    const scroller = this.#scroller;
    if (scroller === undefined) return;
    const [begins = 0, ends = 0] = [this.#begins[index], this.#begins[index + 1]];
    if (begins < scroller.scrollTop) scroller.scrollTop = begins;
    else if (ends > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = ends - scroller.clientHeight;
    this.#look();
  }

  /** How many conversations a page of the keyboard is. */
  get perPage(): number {
    return Math.max(1, Math.floor((this.#scroller?.clientHeight ?? 0) / this.#measures.row) - 1);
  }

  toTop(): void {
    this.#scrollTo = 0;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const scroller = this.#host.renderRoot.querySelector<HTMLElement>('.scroll') ?? undefined;
    if (scroller !== this.#scroller) this.#follow(scroller);
    if (scroller === undefined) return;
    this.#measure();
    if (this.#scrollTo !== undefined) {
      scroller.scrollTop = this.#scrollTo;
      this.#scrollTo = undefined;
      this.#look();
    }
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(scroller: HTMLElement | undefined): void {
    this.#life?.abort();
    this.#scroller = scroller;
    if (scroller === undefined) return;
    const life = new AbortController();
    this.#life = life;
    scroller.addEventListener('scroll', () => this.#look(), { signal: life.signal, passive: true });
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(scroller);
    for (const ruler of scroller.querySelectorAll('.ruler > *')) observer.observe(ruler);
    life.signal.addEventListener('abort', () => observer.disconnect());
    this.#look();
  }

  #measure(): void {
    const [row = 0, ask = 0, fold = 0, earlier = 0] = [...(this.#scroller?.querySelectorAll('.ruler > *') ?? [])].map((each) => each.getBoundingClientRect().height);
    const was = this.#measures;
    // Nothing has a size in a page that is not shown.
    if (row === 0 || (row === was.row && ask === was.ask && fold === was.fold && earlier === was.earlier)) return this.#look();
    const top = this.#scroller?.scrollTop ?? 0;
    const index = indexAt(this.#begins, top);
    const within = (top - (this.#begins[index] ?? 0)) / was.row;
    this.#measures = { row, ask, fold, earlier };
    this.#begins = beginnings(this.#laid.threads, this.#laid.unfolded, this.#measures, this.#laid.dense, this.#begins);
    if (top > 0) this.#scrollTo = (this.#begins[index] ?? 0) + within * row;
    this.#restretch();
    this.#draw();
  }

  #look(): void {
    if (!this.isAway) this.#onTop();
    const before = this.stretch;
    this.#restretch();
    if (before.first !== this.stretch.first || before.last !== this.stretch.last) this.#draw();
  }

  /** Still before the next paint; but what was measured is known only once the drawing before is over. */
  #draw(): void {
    queueMicrotask(() => this.#host.requestUpdate());
  }

  #restretch(): void {
    const { scrollTop = 0, clientHeight = 800 } = this.#scroller ?? {};
    this.stretch = stretchAt(this.#begins, this.#scrollTo ?? scrollTop, clientHeight);
  }
}
