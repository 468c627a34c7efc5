import { msg, str } from '@lit/localize';
import type { Capability } from '../../contract/index.ts';
import type { Model } from './model.ts';

/** Words and names that more than one view needs. */

export const productOf = ({ card }: Pick<Model, 'card'>): string => (card.kind === 'shown' ? card.view.product : msg('Your CRM'));

export const clientIdOf = ({ card }: Pick<Model, 'card'>): string => (card.kind === 'shown' ? card.view.clientId : '');

/** The words beside the box in Google's window. */
export const permissionName = (capability: Capability): string =>
  capability === 'send' ? msg('Send email on your behalf') : msg('Read your email');

export const permissionUse = (capability: Capability): string =>
  capability === 'send' ? msg('for the Gmail delivery channel and scheduled emails') : msg('for reply tracking');

export const tryAgain = (): string => msg('Try again');
export const unchanged = (): string => msg('Nothing was changed.');
export const chooseAgain = (): string => msg('Choose permissions again');

/** Of the mails that wait to leave a mailbox which nothing leaves. */
export const onHold = (mails: number): string =>
  mails === 0 ? '' : mails === 1 ? msg('1 scheduled email is on hold, not lost.') : msg(str`${mails} scheduled emails are on hold, none lost.`);

export const notTicked = (name: string): string => msg(str`The box “${name}” was not ticked in Google’s window.`);

export const whatItServes = (granted: readonly Capability[]): string => {
  if (!granted.includes('read')) return msg('You can use this connection as a delivery channel.');
  return granted.includes('send') ? msg('You can use this connection to track emails and as a delivery channel.') : msg('You can use this connection to track emails.');
};

export const sendToAdministrator = (): string => msg('Send this to your Google administrator:');

export const administratorMessage = (model: Model): string =>
  msg(str`Please allow ${productOf(model)} in the Admin console, Security, API controls. Client ID: ${clientIdOf(model)}`);
