import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import type { WatchedWindows } from './watch-windows.ts';

const answerSchema = z.object({ on: z.array(z.string()), notice: z.string(), reload: z.boolean() });

const blockRow = 'block-window';
const blockKey = 'larkspur-block-window';
const openKey = 'larkspur-panel-open';

/** Carries the panel's rows out: two of them in this page, the others at the demo's server. */
export const startPanel = (panel: HTMLDetailsElement, windows: WatchedWindows): void => {
  const status = panel.querySelector<HTMLElement>('#panel-status');
  const say = (text: string): void => {
    if (status !== null) status.textContent = text;
  };
  const show = (on: readonly string[]): void => {
    for (const button of panel.querySelectorAll<HTMLButtonElement>('button[role="switch"]')) {
      const isOn = on.includes(button.dataset['row'] ?? '');
      button.setAttribute('aria-checked', String(isOn));
      button.textContent = (isOn ? button.dataset['on'] : button.dataset['off']) ?? '';
      button.closest('li')?.classList.toggle('on', isOn);
    }
    const count = panel.querySelector('#panel-count');
    if (count !== null) count.textContent = on.length > 0 ? String(on.length) : '';
  };
  const shownOn = (): string[] =>
    [...panel.querySelectorAll<HTMLButtonElement>('[aria-checked="true"]')].map((button) => button.dataset['row'] ?? '');

  const block = (on: boolean): void => {
    windows.block(on);
    keep(blockKey, on);
    show(on ? [...shownOn(), blockRow] : shownOn().filter((name) => name !== blockRow));
  };

  const order = async (button: HTMLButtonElement): Promise<void> => {
    const row = button.dataset['row'] ?? '';
    const on = button.getAttribute('aria-checked') !== 'true';
    if (row === blockRow) return block(on);
    if (row === 'close-window') return say((windows.closeLast() ? status?.dataset['windowClosed'] : status?.dataset['noWindow']) ?? '');
    const answer = await ask(row, button.role === 'switch' ? { on } : {});
    if (answer === undefined) return say(status?.dataset['failed'] ?? '');
    if (row === 'reset') block(false);
    if (answer.reload) return location.reload();
    show(isKept(blockKey) ? [...answer.on, blockRow] : answer.on);
    say(answer.notice);
  };

  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-row]') : null;
    if (button !== null) void order(button);
  });
  panel.addEventListener('toggle', () => keep(openKey, panel.open));
  panel.open = isKept(openKey);
  if (isKept(blockKey)) block(true);
};

const ask = async (row: string, body: object): Promise<z.infer<typeof answerSchema> | undefined> => {
  try {
    const answer = await fetch(`/test-panel/${row}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const decoded = decode(answerSchema, await answer.json());
    return decoded.ok ? decoded.value : undefined;
  } catch {
    // The demo was ended; the page says so.
    return undefined;
  }
};

/** Survives the reloads that some rows need; a browser without storage forgets, and nothing worse. */
const keep = (key: string, on: boolean): void => {
  try {
    if (on) sessionStorage.setItem(key, 'on');
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is blocked.
  }
};

const isKept = (key: string): boolean => {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    // Storage is blocked.
    return false;
  }
};
