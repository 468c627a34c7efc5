import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Connection } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { icon } from '../../shared/icon.ts';
import { productOf, type Model } from '../model.ts';
import { button } from './frame.ts';

/** The question stands in the card itself, with what stops and what stays. */
export const disconnectView = (model: Model, { id, email }: Connection, running: boolean): TemplateResult => {
  const product = productOf(model.card) ?? msg('Your CRM');
  return html`<div class="part">
    <h4 class="heading" data-focus tabindex="-1">${msg('Disconnect this mailbox?')}</h4>
    <ul class="facts">
      <li class="bad">${icon('cross')}<span><b>${msg('Stops now')}</b><span class="small">${msg(str`${product} can no longer use ${isolated(email)}, and Google is told to withdraw the access.`)}</span></span></li>
      <li class="good">${icon('check')}<span><b>${msg('Stays')}</b><span class="small">${msg('All your mail in Gmail. You can connect again at any time.')}</span></span></li>
    </ul>
    <div class="actions">
      ${button({ label: msg('Disconnect'), waiting: running, press: () => model.sendCard({ do: 'disconnect', connectionId: id }) }, 'danger')}
      ${button({ label: msg('Keep connected'), waiting: running, press: () => model.sendCard({ do: 'keep-connected' }) }, '')}
    </div>
  </div>`;
};
