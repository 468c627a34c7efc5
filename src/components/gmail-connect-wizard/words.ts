import { msg } from '@lit/localize';
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

export const cancel = (): string => msg('Cancel');
export const back = (): string => msg('Back');
export const tryAgain = (): string => msg('Try again');
export const unchanged = (): string => msg('Nothing was changed.');
