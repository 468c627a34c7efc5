import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Model } from '../model.ts';

/** The seconds in which what was queued last can be taken back. Readers of the screen hear of it once, not each second. */
export const toastView = ({ undoable, send }: Model): TemplateResult | typeof nothing => {
  if (undoable === undefined) return nothing;
  const { mails, seconds } = undoable;
  const words = mails === 1 ? msg(str`Sending in ${seconds} s`) : msg(str`Sending ${mails} emails in ${seconds} s`);
  return html`<div class="toast" part="toast"><span aria-hidden="true">${words}</span><span class="sr" data-news>${msg('Sending in a few seconds. It can still be undone.')}</span><button class="link" @click=${() => send({ do: 'undo' })}>${msg('Undo')}</button></div>`;
};
