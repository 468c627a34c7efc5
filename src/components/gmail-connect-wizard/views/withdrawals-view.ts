import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Withdrawn } from '../../../client/connections/card-state.ts';
import type { Withdrawal } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { whenOf } from '../../shared/when.ts';
import type { Model } from '../model.ts';
import { googlesList } from '../pieces/googles-list.ts';
import { note } from '../pieces/note.ts';

/** What was disconnected here: what the person ended just now, and every end that Google has not confirmed. */
export const withdrawalsView = (model: Model): TemplateResult | typeof nothing => {
  const { card } = model;
  if (card.kind !== 'shown') return nothing;
  const { action, view } = card;
  const justEnded = action.kind === 'disconnected' ? action : undefined;
  const isListed = view.withdrawals.some(({ connectionId }) => connectionId === justEnded?.connectionId);
  const notes = view.withdrawals.map(({ connectionId, email, disconnectedAt, state }) => ended(model, email, disconnectedAt, state, connectionId === justEnded?.connectionId));
  // Google's answer came while the person looks on: what waited is not listed any more.
  if (justEnded && !isListed) notes.push(ended(model, justEnded.email, justEnded.at, justEnded.withdrawal === 'waiting' ? 'confirmed' : justEnded.withdrawal, true));
  return notes.length > 0 ? html`<div class="sheet part" part="withdrawals">${notes}</div>` : nothing;
};

const ended = (model: Model, email: string, at: string | number, state: Withdrawal['state'] | Withdrawn, isNews: boolean): TemplateResult => {
  const when = whenOf(new Date(at), model.now, model.tag);
  const isOver = state === 'confirmed' || state === 'kept';
  const means = html`<span><span ?data-news=${isNews}>${msg('Nothing here can use it any more.')} ${googlesAnswer(state)} ${isOver ? msg('Your mail in Gmail is untouched.') : nothing}</span> ${isOver ? nothing : googlesList(model)}</span>`;
  return note(tones[state ?? 'waiting'], msg(str`${isolated(email)} was disconnected here: ${when}`), means);
};

const tones = { waiting: '', 'given-up': 'warn', kept: '', confirmed: 'good' };

const googlesAnswer = (state: Withdrawal['state'] | Withdrawn): string => {
  switch (state) {
    case 'waiting':
      return msg('Google has not confirmed it yet and is asked again for 24 hours.');
    case 'given-up':
      return msg('Google did not confirm it within 24 hours: remove the access there yourself.');
    case 'confirmed':
      return msg('Google has confirmed that the access is withdrawn.');
    case 'kept':
      return msg('Another connection of the same Google account goes on, so the access was not withdrawn at Google.');
    case undefined:
      return '';
  }
};
