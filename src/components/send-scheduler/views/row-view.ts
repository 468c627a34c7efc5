import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { timeOfRow } from '../../../client/outgoing/outgoing-rows.ts';
import type { OutgoingMail } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { stateWords } from '../state-words.ts';
import { momentOf } from '../times.ts';
import { actionsView } from './actions-view.ts';
import { changeView } from './change-view.ts';
import { movedByKeys, orderView } from './order-view.ts';
import { rowTimeView } from './row-time-view.ts';

/** One mail: how it stands, to whom it goes, when, why it waits, and what can be done about it. */
export const rowView = (model: Model, mail: OutgoingMail, isInside = false): TemplateResult => {
  const { now, tag, zone, changes, looking } = model;
  const { word, tone, icon, why } = stateWords(mail, now, tag, zone);
  const change = changes.find(({ mailId }) => mailId === mail.id);
  const at = timeOfRow(mail);
  // A row that moves keeps its controls: who moves it once moves it again.
  const isMoving = change?.wish.kind === 'order' && change.stand.kind === 'telling';
  return html`<li class="mail ${change?.stand.kind === 'kept' ? 'local' : ''} ${isInside ? 'inside' : ''}" part="row" tabindex="-1" data-id=${mail.id} @keydown=${movedByKeys(model, mail)}>
    <span class="chip ${tone}" part="state">${icon === 'spin' ? html`<i class="spin"></i>` : schedulerIcon(icon)}${word}</span>
    <div class="who"><b>${toView(mail)}</b> <span class="soft">${mail.subject === '' ? msg('No subject') : html`<bdi>${mail.subject}</bdi>`}</span></div>
    <time datetime=${at}>${momentOf(new Date(at), now, tag)}</time>
    <div class="why">${why === '' ? nothing : html`<p>${why}</p>`}${change === undefined || isMoving ? actionsView(model, mail) : changeView(model, mail, change)}</div>
    ${change === undefined || isMoving ? orderView(model, mail) : nothing}
    ${looking.time?.id === mail.id && change === undefined ? rowTimeView(model, mail, looking.time) : nothing}
  </li>`;
};

const toView = ({ to: [first], recipients }: OutgoingMail): unknown => {
  const name = first?.name ?? first?.address ?? '';
  if (recipients <= 1) return html`<bdi>${name}</bdi>`;
  return msg(str`${isolated(name)} and ${recipients - 1} more`);
};
