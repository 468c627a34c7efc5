import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import type { Capability } from '../../../contract/index.ts';
import { address } from '../../shared/address.ts';
import { icon } from '../../shared/icon.ts';
import type { Step } from '../model.ts';
import { permissionName, permissionUse } from '../words.ts';
import { notTicked } from './outcome-view.ts';

/** The end of the nine steps: connected as whom, what was granted, and what was not. */
export const connectedView = ({ connection, withheld }: Extract<ConnectState, { at: 'connected' }>): Step => {
  const { id, email, granted } = connection;
  const body = html`<b part="address">${address(email)}</b>${permissionList(granted)}`;
  const [missing] = withheld;
  if (!missing) return { tone: 'good', heading: msg('Gmail is connected'), says: whatItServes(granted), body, primary: { label: msg('Done'), does: { do: 'finish' } } };
  const sends = missing === 'read';
  return {
    tone: 'warn',
    heading: sends ? msg('Sending works. Reply tracking is off.') : msg('Reply tracking works. Sending is off.'),
    says: notTicked(permissionName(missing)),
    body,
    primary: { label: chooseAgain(), does: { do: 'choose-permissions', connectionId: id } },
    others: [{ label: sends ? msg('Keep sending only') : msg('Keep reply tracking only'), does: { do: 'finish' } }],
  };
};

export const chooseAgain = (): string => msg('Choose permissions again');

export const whatItServes = (granted: readonly Capability[]): string => {
  if (!granted.includes('read')) return msg('You can use this connection as a delivery channel.');
  return granted.includes('send') ? msg('You can use this connection to track emails and as a delivery channel.') : msg('You can use this connection to track emails.');
};

export const permissionList = (granted: readonly Capability[]): TemplateResult =>
  html`<ul class="flow permissions">${permission('send', granted)}${permission('read', granted)}</ul>`;

const permission = (capability: Capability, granted: readonly Capability[]): TemplateResult => {
  const has = granted.includes(capability);
  return html`<li class="line ${has ? 'good' : 'warn'}">${icon(capability === 'send' ? 'send' : 'reply')}<span class="grow"><b>${permissionName(capability)}</b><span class="small">${permissionUse(capability)}</span></span><span class="chip">${has ? msg('Granted') : msg('Not granted')}</span></li>`;
};
