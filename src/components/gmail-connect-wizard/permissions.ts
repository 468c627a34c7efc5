import { msg } from '@lit/localize';
import type { Capability } from '../../contract/index.ts';

/** The words beside the box in Google's window. */
export const permissionName = (capability: Capability): string =>
  capability === 'send' ? msg('Send email on your behalf') : msg('Read your email');

export const permissionUse = (capability: Capability): string =>
  capability === 'send' ? msg('for the Gmail delivery channel and scheduled emails') : msg('for reply tracking');
