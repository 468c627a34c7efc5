import type { ReactiveController, ReactiveElement } from 'lit';
import type { Input, Looking } from './model.ts';
import type { RowWindow } from './row-window.ts';

export interface Keyed {
  readonly window: RowWindow;
  readonly looking: Looking;
  readonly count: number;
  readonly send: (input: Input) => void;
}

/**
 * The keyboard in the feed: arrows and Page Up and Down from row to row, Home and End to its ends, Enter opens. One row is
 * a stop of the Tab key; when it is scrolled out of the page the feed holds the focus for it. Menu and dialog take the focus
 * when they come and give it back.
 */
export class RowKeys implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #keyed: () => Keyed | undefined;
  #active = 0;
  #moving = false;
  #menu: string | undefined;
  #opened: string | undefined;
  #hadFocus = false;
  #life = new AbortController();

  constructor(host: ReactiveElement, keyed: () => Keyed | undefined) {
    this.#host = host;
    this.#keyed = keyed;
    host.addController(this);
  }

  get #root(): ShadowRoot {
    return this.#host.renderRoot as ShadowRoot;
  }

  hostConnected(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#root.addEventListener('keydown', (event) => event instanceof KeyboardEvent && this.pressed(event), { signal });
    this.#root.addEventListener('focusin', this.focused, { signal });
    this.#root.addEventListener('pointerdown', this.pointed, { signal });
  }

  hostDisconnected(): void {
    this.#life.abort();
  }

  hostUpdate(): void {
    this.#hadFocus = Boolean(this.#root.activeElement?.closest('.thread'));
  }

  hostUpdated(): void {
    const keyed = this.#keyed();
    if (keyed === undefined) return;
    this.#active = Math.min(this.#active, Math.max(0, keyed.count - 1));
    const rows = [...this.#root.querySelectorAll<HTMLElement>('.thread')];
    const active = rows.find(({ dataset }) => Number(dataset['index']) === this.#active);
    const stop = active ?? rows[0];
    for (const row of rows) row.tabIndex = row === stop ? 0 : -1;
    if (this.#moving && active !== undefined) {
      this.#moving = false;
      active.focus({ preventScroll: true });
    } else if (this.#hadFocus && this.#root.activeElement === null && keyed.looking.opened === undefined) {
      this.#root.querySelector<HTMLElement>('.rows')?.focus({ preventScroll: true });
    }
    this.#showMenu(keyed);
    this.#showReader(keyed);
  }

  /** A row, or something in it, took the focus: from there the keys go on. */
  readonly focused = ({ target }: Event): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('.thread') : null;
    if (row !== null) this.#active = Number(row.dataset['index']);
  };

  readonly pressed = (event: KeyboardEvent): void => {
    const keyed = this.#keyed();
    const { target } = event;
    if (keyed === undefined || !(target instanceof Element) || event.altKey || event.metaKey) return;
    if (target.closest('[role="menu"]')) return this.#inMenu(event, keyed);
    if (event.key === 'Escape' && keyed.looking.menu !== undefined) return keyed.send({ do: 'leave-menu' });
    if (!target.closest('.rows')) return;
    if (event.key === 'Enter' && target.matches('.thread')) return target.querySelector<HTMLElement>('.open-mail')?.click();
    const to = goalOf(event.key, this.#active, keyed.window.perPage, keyed.count);
    if (to === undefined) return;
    event.preventDefault();
    this.#active = to;
    this.#moving = true;
    keyed.window.reveal(to);
    this.#host.requestUpdate();
  };

  /** A press beside the menu leaves it. */
  readonly pointed = (event: Event): void => {
    const keyed = this.#keyed();
    const inside = event.composedPath().some((each) => each instanceof Element && each.matches('.menu, [data-menu]'));
    if (keyed?.looking.menu !== undefined && !inside) keyed.send({ do: 'leave-menu' });
  };

  #inMenu(event: KeyboardEvent, { send }: Keyed): void {
    const choices = [...this.#root.querySelectorAll<HTMLElement>('.choice')];
    const at = choices.indexOf(event.target as HTMLElement);
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      return send({ do: 'leave-menu' });
    }
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 + choices.length, Home: 0, End: choices.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choices[to % choices.length]?.focus();
  }

  #showMenu({ looking }: Keyed): void {
    const { menu } = looking;
    if (menu === this.#menu) return;
    const before = this.#menu;
    this.#menu = menu;
    const sheet = this.#root.querySelector<HTMLElement>('.menu');
    if (menu === undefined || sheet === null) return this.#giveBack(before);
    const button = [...this.#root.querySelectorAll<HTMLElement>(`[data-menu="${menu}"]`)].at(-1);
    sheet.showPopover();
    if (button) place(sheet, button.getBoundingClientRect());
    (sheet.querySelector<HTMLElement>('[aria-checked="true"]') ?? sheet.querySelector<HTMLElement>('.choice'))?.focus();
  }

  #giveBack(id: string | undefined): void {
    const button = [...this.#root.querySelectorAll<HTMLElement>(`[data-menu="${id ?? ''}"]`)].at(-1);
    const row = button?.closest<HTMLElement>('.thread');
    if (this.#root.activeElement !== null) return;
    // The tools of a row can be seen only while the focus is in it.
    row?.focus({ preventScroll: true });
    button?.focus({ preventScroll: true });
  }

  #showReader({ looking }: Keyed): void {
    const id = looking.opened?.id;
    const dialog = this.#root.querySelector<HTMLDialogElement>('.reader');
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('h3')?.focus();
    }
    if (id === this.#opened) return;
    this.#opened = id;
    if (id === undefined && this.#root.activeElement === null) this.#root.querySelector<HTMLElement>('.thread[tabindex="0"]')?.focus({ preventScroll: true });
  }
}

const goalOf = (key: string, from: number, page: number, count: number): number | undefined => {
  const goals: Readonly<Record<string, number>> = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: count - 1 };
  const goal = goals[key];
  return goal === undefined ? undefined : Math.max(0, Math.min(count - 1, goal));
};

/** Below the button, or above it where there is no room; never beyond an edge of the window. */
const place = (sheet: HTMLElement, button: DOMRect): void => {
  const { width, height } = sheet.getBoundingClientRect();
  const below = button.bottom + 4;
  const top = below + height <= innerHeight - 8 ? below : Math.max(8, button.top - height - 4);
  sheet.style.top = `${top}px`;
  sheet.style.left = `${Math.max(8, Math.min(button.right - width, innerWidth - width - 8))}px`;
};
