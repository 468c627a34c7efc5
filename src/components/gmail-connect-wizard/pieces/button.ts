import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Action, Input, Model } from '../model.ts';

export const button = ({ send }: Pick<Model, 'send'>, { label, icon: sign, does, waiting }: Action, look = ''): TemplateResult =>
  html`<button class="btn ${look}" form="step" type=${does ? 'button' : 'submit'} aria-disabled=${waiting ? 'true' : nothing} @click=${pressing(waiting ? 'nothing' : does, send)}>${waiting ? html`<i class="spin"></i>` : sign ? icon(sign) : nothing}${label}</button>`;

/**
 * A button that waits keeps its place and the focus, and does nothing. Neither does the second half of a double click:
 * it would press the next step's button, which stands in the same place by then, unseen. The browser itself never
 * submits: it would go on by the button drawn over this one within this click, and in a frame sandboxed without
 * `allow-forms` it tells the form nothing.
 */
const pressing =
  (does: Input | 'nothing' | undefined, send: Model['send']) =>
  (event: MouseEvent): void => {
    event.preventDefault();
    if (event.detail > 1) return;
    if (does === undefined) (event.currentTarget as HTMLButtonElement).form?.dispatchEvent(new Event('submit', { cancelable: true }));
    else if (does !== 'nothing') send(does);
  };
