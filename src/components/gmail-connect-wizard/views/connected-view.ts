import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ConnectState } from '../../../client/connect-state.ts';
import { allCapabilities, type Capability } from '../../../contract/index.ts';
import { address } from '../../shared/address.ts';
import { icon } from '../../shared/icon.ts';
import type { Model, Step } from '../model.ts';
import { permissionName, permissionUse } from '../permissions.ts';

/** The end of the nine steps: connected as whom, what was granted, and what was not. */
export const connectedView = ({ send }: Model, { connection, withheld }: Extract<ConnectState, { at: 'connected' }>): Step => {
  const who = html`<p class="who" part="address">${address(connection.email)}</p>`;
  const [missing] = withheld;
  if (missing === undefined)
    return {
      sign: { icon: 'check', tone: 'good' },
      heading: msg('Gmail is connected'),
      body: html`${who}${permissionList(connection.granted, [])}<p class="soft">${whatItServes(connection.granted)}</p>`,
      primary: { label: msg('Done'), press: () => send({ do: 'finish' }) },
    };
  const sends = missing === 'read';
  return {
    sign: { icon: 'shield', tone: 'warn' },
    heading: sends ? msg('Sending works. Reply tracking is off.') : msg('Reply tracking works. Sending is off.'),
    body: html`${who}<p class="soft">${msg(str`The box “${permissionName(missing)}” was not ticked in Google’s window.`)}</p>${permissionList(connection.granted, withheld)}`,
    primary: { label: msg('Choose permissions again'), press: () => send({ do: 'choose-permissions', connectionId: connection.id }) },
    others: [{ label: sends ? msg('Keep sending only') : msg('Keep reply tracking only'), press: () => send({ do: 'finish' }) }],
  };
};

export const whatItServes = (granted: readonly Capability[]): string => {
  if (granted.length === allCapabilities.length) return msg('You can use this connection to track emails and as a delivery channel.');
  return granted.includes('send') ? msg('You can use this connection as a delivery channel.') : msg('You can use this connection to track emails.');
};

export const permissionList = (granted: readonly Capability[], withheld: readonly Capability[]): TemplateResult => html`<ul class="permissions">
  ${allCapabilities.map((each) => {
    const has = granted.includes(each);
    return html`<li class=${has ? 'good' : 'warn'}>${icon(each === 'send' ? 'send' : 'reply')}<span class="grow"><b>${permissionName(each)}</b><span class="small">${permissionUse(each)}</span></span><span class="chip">${has ? html`${icon('check')}${msg('Granted')}` : html`${icon('cross')}${withheld.includes(each) ? msg('Not ticked') : msg('Not granted')}`}</span></li>`;
  })}
</ul>`;
