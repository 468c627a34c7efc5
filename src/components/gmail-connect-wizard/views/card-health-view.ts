import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Connection, ConnectionHealth } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import { dayOf, timeOf, whenOf } from '../../shared/when.ts';
import { productOf, type Model } from '../model.ts';
import type { Shown } from './card-view.ts';
import { button } from './frame.ts';
import { administratorMessage } from './google-says-view.ts';
import { messageToPassOn } from './message-to-pass-on.ts';

type ReconnectNeeded = Extract<ConnectionHealth, { kind: 'reconnect-needed' }>;

/** How the connection does. Only a refusal by Google asks for a reconnection; a slow answer asks for nothing. */
export const healthView = (model: Model, shown: Shown, connection: Connection): TemplateResult => {
  const { health } = connection;
  if (health.kind === 'reconnect-needed') return reconnectView(model, connection, health);
  const { action } = shown;
  const checking = action.kind === 'checking' && action.connectionId === connection.id;
  const when = whenOf(new Date(connection.lastWorkedAt), model.now, model.tag);
  return html`<div class="part check">
    <p class="small grow" role="status">${health.kind === 'slow' ? msg('Google answers slowly. Nothing is disconnected and nothing is lost; it is asked again by itself.') : msg(str`Confirmed by Google: ${when}`)}</p>
    ${button({ label: msg('Check now'), icon: 'refresh', waiting: checking, press: () => model.sendCard({ do: 'check', connectionId: connection.id }) }, 'small-btn')}
  </div>`;
};

const reconnectView = (model: Model, connection: Connection, { since, cause }: ReconnectNeeded): TemplateResult => {
  const at = new Date(since);
  const [day, time] = [dayOf(at, model.now, model.tag), timeOf(at, model.tag)];
  return html`<div class="part">
    <div class="note bad" role="status">${icon('alert')}
      <div>
        <p><b>${msg(str`Gmail disconnected on ${day}, ${time}`)}</b></p>
        <p>${causeWords(cause)} ${msg('Your mail in Gmail is untouched.')}</p>
      </div>
    </div>
    ${cause === 'administrator-policy' ? administrator(model) : nothing}
    <div class="actions">${button({ label: msg('Reconnect'), icon: 'window', press: () => model.send({ do: 'reconnect', connectionId: connection.id }) }, 'primary')}</div>
  </div>`;
};

const causeWords = (cause: ReconnectNeeded['cause']): string => {
  switch (cause) {
    case 'session-policy':
      return msg('Your organization makes Google sign-ins end after some hours. Your Google administrator can trust this app to end that.');
    case 'administrator-policy':
      return msg('Your Google administrator does not allow this app.');
    case 'unnamed':
      return msg('Google does not say why. Often: the password was changed, the access was removed, or it was not used for six months.');
  }
};

const administrator = (model: Model): TemplateResult => {
  const { card } = model;
  const message = administratorMessage(productOf(card) ?? msg('Your CRM'), card.kind === 'shown' ? card.view.clientId : '');
  return html`${messageToPassOn(model, message)}${button({ label: msg('Copy message'), icon: 'copy', press: () => model.copy(message) }, '')}`;
};
