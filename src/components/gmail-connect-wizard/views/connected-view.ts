import { msg } from '@lit/localize';
import { html } from 'lit';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import { address } from '../../shared/address.ts';
import type { Step } from '../model.ts';
import { permissionList } from '../pieces/permission-list.ts';
import { chooseAgain, notTicked, permissionName, whatItServes } from '../words.ts';

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
