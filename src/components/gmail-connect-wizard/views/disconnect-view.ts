import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Connection } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import type { Model } from '../model.ts';
import { button } from '../pieces/button.ts';
import { onHold, productOf } from '../words.ts';

/** The question stands in the card itself, with what stops and what stays. */
export const disconnectView = (model: Model, { id, email, mailsWaiting }: Connection, running: boolean): TemplateResult => html`<div class="part">
  <h3 data-focus tabindex="-1">${msg('Disconnect this mailbox?')}</h3>
  <ul class="flow permissions">
    ${item('cross', 'bad', msg('Stops now'), `${msg(str`${productOf(model)} can no longer use ${isolated(email)}, and Google is told to withdraw the access.`)} ${onHold(mailsWaiting)}`)}
    ${item('check', 'good', msg('Stays'), msg('All your mail in Gmail. You can connect again at any time.'))}
  </ul>
  <div class="line wrap">
    ${button(model, { label: msg('Disconnect'), waiting: running, does: { do: 'disconnect', connectionId: id } }, 'solid bad')}
    ${running ? '' : button(model, { label: msg('Keep connected'), does: { do: 'keep-connected' } })}
  </div>
</div>`;

const item = (sign: IconName, tone: string, fact: string, meaning: string): TemplateResult =>
  html`<li class="line ${tone}">${icon(sign)}<span class="grow"><b>${fact}</b><span class="small">${meaning}</span></span></li>`;
