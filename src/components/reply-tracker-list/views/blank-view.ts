import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ClientFailure } from '../../../client/mail-client/mail-client.ts';
import { address, isolated } from '../../shared/address.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import { within } from '../../shared/spans-of-time.ts';
import { listIcon, type ListIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';
import { tryAgain } from '../words.ts';
import { connectControl } from './connect-control.ts';
import { hasNoMailbox, number } from './head-view.ts';

/** What stands in the place of rows: why there are none, and the one thing to do. */
const blank = (icon: ListIcon, fact: string, holds: string, action: unknown): TemplateResult =>
  html`<div class="blank"><span class="tile">${listIcon(icon)}</span><h3>${fact}</h3><p class="soft">${holds}</p>${action}</div>`;

export const loadingView = (): TemplateResult =>
  html`<div class="ghosts">${[0, 1, 2].map(() => html`<div class="ghost"><i></i><span><i></i><i></i></span></div>`)}</div>`;

export const failedView = ({ send }: Model, failure: ClientFailure): TemplateResult => {
  const { fact, holds } = failureWords(failure);
  return blank('alert', msg('Replies could not be loaded'), `${fact}. ${holds}`, html`<button class="btn solid accent" @click=${() => send({ do: 'try-again' })}>${tryAgain()}</button>`);
};

export const emptyView = (model: Model): TemplateResult => {
  const { mailboxes, tag, now, tracking } = model;
  if (hasNoMailbox(model)) return blank('mail', msg('No mailbox is connected'), msg('Answers to your emails appear here once a Gmail mailbox is connected.'), connectControl(model, 'btn solid accent'));
  const watched = mailboxes.reduce((sum, each) => sum + each.watched, 0);
  const bound = Math.max(60, ...mailboxes.map(({ boundSeconds }) => boundSeconds));
  const holds =
    watched === 0 ? msg('Answers to the emails that you send from here appear by themselves.')
    : watched === 1 ? msg(str`1 email is being watched. An answer appears here within ${within(bound)}.`)
    : msg(str`${number(watched, tag)} emails are being watched. Answers appear here within ${within(bound)}.`);
  // Nothing can be proven of a mailbox that is not read; the notice above says what it waits for.
  const provable = mailboxes.filter(({ state }) => state.kind !== 'stopped' && state.kind !== 'not-permitted');
  const proofs = tracking((panel) => html`${provable.map((mailbox) => html`<div class="proof-of">${provable.length > 1 ? html`<p class="small">${address(mailbox.email)}</p>` : nothing}${panel.proof(mailbox, { tag, now })}</div>`)}`);
  return blank('inbox', msg('No replies yet'), holds, proofs);
};

export const nothingMatchesView = ({ looking, counts, send, tag }: Model): TemplateResult => {
  const { search } = looking.narrowing;
  const fact = search.trim() === '' ? msg('Nothing here with these filters') : msg(str`Nothing matches “${isolated(search.trim())}”`);
  return blank('search', fact, msg(str`${number(counts.all, tag)} are hidden by your search and filters.`), html`<button class="btn" @click=${() => send({ do: 'show-all' })}>${msg('Clear search and filters')}</button>`);
};
