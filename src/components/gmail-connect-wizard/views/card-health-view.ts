import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownCard } from '../../../client/connections/card-state.ts';
import type { Connection, ConnectionHealth } from '../../../contract/index.ts';
import { dayOf, timeOf, whenOf } from '../../shared/when.ts';
import { copy } from '../actions.ts';
import { failureWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { button } from '../pieces/button.ts';
import { googlesList } from '../pieces/googles-list.ts';
import { messageToPassOn } from '../pieces/message-to-pass-on.ts';
import { note } from '../pieces/note.ts';
import { soft } from '../pieces/soft.ts';
import { administratorMessage, onHold, sendToAdministrator } from '../words.ts';

type ReconnectNeeded = Extract<ConnectionHealth, { kind: 'reconnect-needed' }>;

/** How the connection does. Only a refusal by Google asks for a reconnection; a slow answer asks for nothing. */
export const healthView = (model: Model, { action, freshness }: ShownCard, connection: Connection): TemplateResult => {
  const { health, id, lastWorkedAt, grantsIssued } = connection;
  if (health.kind === 'reconnect-needed') return reconnectView(model, connection, health);
  const mine = action.kind !== 'none' && action.connectionId === id ? action : undefined;
  const failure = mine?.kind === 'failed' ? mine.failure : freshness.kind === 'stale' ? freshness.failure : undefined;
  const failed = failure && failureWords(failure);
  const when = whenOf(new Date(lastWorkedAt), model.now, model.tag);
  return html`<div class="part">
    <div class="line wrap"><p class="small grow" role="status">${health.kind === 'slow' ? msg('Google answers slowly. Nothing is disconnected or lost; it is asked again by itself.') : nothing} ${msg(str`Confirmed by Google: ${when}`)}</p>${button(model, { label: msg('Check now'), icon: 'refresh', waiting: mine?.kind === 'checking', does: freshness.kind === 'stale' ? { do: 'refresh' } : { do: 'check', connectionId: id } })}</div>
    ${failed ? note('', failed.heading, freshness.kind === 'stale' ? asOf(model, freshness.savedAt) : failed.holds) : nothing}
    ${grantsIssued < 90 ? nothing : note('warn', msg(str`Google was asked for this access ${grantsIssued} times`), html`<span>${msg('It keeps 100 and then drops the oldest without a word. Reconnect only when asked to.')} ${googlesList(model)}</span>`)}
  </div>`;
};

const asOf = ({ now, tag }: Model, savedAt: number): string => {
  const when = whenOf(new Date(savedAt), now, tag);
  return msg(str`This is how things stood: ${when}. Nothing is disconnected by that.`);
};

const reconnectView = (model: Model, { id, mailsWaiting }: Connection, { since, cause }: ReconnectNeeded): TemplateResult => {
  const at = new Date(since);
  const [day, time] = [dayOf(at, model.now, model.tag), timeOf(at, model.tag)];
  const message = administratorMessage(model);
  return html`<div class="part">
    ${note('bad', msg(str`Gmail disconnected on ${day}, ${time}`), `${onHold(mailsWaiting)} ${causeWords(cause)} ${msg('Your mail in Gmail is untouched.')}`)}
    ${cause === 'unnamed' ? nothing : [soft(sendToAdministrator()), messageToPassOn(model, message)]}
    <div class="line wrap">${button(model, { label: msg('Reconnect'), icon: 'window', does: { do: 'reconnect', connectionId: id } }, 'solid accent')}${cause === 'unnamed' ? nothing : button(model, copy(message))}</div>
  </div>`;
};

const causeWords = (cause: ReconnectNeeded['cause']): string => {
  switch (cause) {
    case 'session-policy':
      return msg('Your organization ends Google sign-ins after some hours, unless your Google administrator trusts this app.');
    case 'administrator-policy':
      return msg('Your Google administrator does not allow this app.');
    case 'unnamed':
      return msg('Google does not say why. Often: a changed password, access removed, an account suspended, or six months without use.');
  }
};
