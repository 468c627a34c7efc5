import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Wish } from '../../../client/outgoing/outgoing-client.ts';
import type { PendingChange } from '../../../client/outgoing/pending-change.ts';
import type { OutgoingMail, When } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { stateWords } from '../state-words.ts';
import { momentIn, shownWall } from '../times.ts';
import { offersView } from './offers-view.ts';

/** In the place of a row's actions: what was decided about it, until the service has it. */
export const changeView = (model: Model, mail: OutgoingMail, change: PendingChange): TemplateResult => {
  const { send, now, tag, zone } = model;
  const { stand, wish } = change;
  const drop = (words: string): TemplateResult => html`<button class="link" @click=${() => send({ do: 'drop', id: mail.id })}>${words}</button>`;
  switch (stand.kind) {
    case 'telling':
      return html`<p class="line"><i class="spin"></i>${wishWords(wish, now, tag)}</p>`;
    case 'kept':
      return html`<p><b>${wishWords(wish, now, tag)}</b> ${msg('The mail service does not know it yet.')}</p>${drop(msg('Undo'))}`;
    case 'conflict': {
      const { word, why } = stateWords(stand.theirs, now, tag, zone);
      const { chosen } = stand.theirs;
      return html`<div class="note warn" role="alert"><div class="grow"><b>${msg('Changed in another window')}</b><p>${msg(str`There: ${word}${chosen === undefined ? '' : `, ${whenWords({ kind: 'at', wall: chosen.wall, zone: chosen.zone }, now, tag)}`}.`)} ${why} ${msg(str`Here: ${wishWords(wish, now, tag)}`)}</p><div class="line wrap"><button class="btn small-btn" @click=${() => send({ do: 'keep-mine', id: mail.id })}>${msg('Keep mine')}</button><button class="btn small-btn" @click=${() => send({ do: 'drop', id: mail.id })}>${msg('Keep the other')}</button></div></div></div>`;
    }
    case 'refused': {
      const { failure } = stand;
      const offers = 'offers' in failure && wish.kind === 'time' && wish.when.kind === 'at' ? failure : undefined;
      const { when } = wish.kind === 'time' ? wish : { when: undefined };
      return html`<div class="note warn" role="alert"><div class="grow"><b>${refusalWords(failure, now, tag)}</b>${offers === undefined || when?.kind !== 'at' ? nothing : offersView(offers, tag, (choice) => send({ do: 'wish', mail, wish: { kind: 'time', when: { ...when, choice } } }))}</div>${drop(msg('Close'))}</div>`;
    }
    default:
      return assertNever(stand);
  }
};

const wishWords = (wish: Wish, now: Date, tag: string): string => {
  switch (wish.kind) {
    case 'cancel':
      return msg('Cancelled here.');
    case 'send-now':
      return msg('To leave at once.');
    case 'time':
      return msg(str`To leave ${whenWords(wish.when, now, tag)}.`);
    case 'order':
      return wish.place.kind === 'first' ? msg('To leave next.') : msg('Moved here.');
    case 'decide':
      if ('when' in wish.decision) return msg(str`To leave ${whenWords(wish.decision.when, now, tag)}.`);
      if (wish.decision.kind === 'cancel') return msg('Cancelled here.');
      return wish.decision.kind === 'sent' ? msg('Marked as sent.') : msg('To leave at once.');
  }
};

const whenWords = (when: When, now: Date, tag: string): string => (when.kind === 'now' ? msg('now') : momentIn(shownWall(when.wall), now, tag));
