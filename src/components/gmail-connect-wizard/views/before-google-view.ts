import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ConnectState } from '../../../client/connect-state.ts';
import type { Capability } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import type { Model, Step } from '../model.ts';
import { permissionName, permissionUse } from '../permissions.ts';

type BeforeGoogle = Extract<ConnectState, { at: 'before-google' }>;

/** Step 6: what Google will ask. The window opens inside the press of OK. */
export const beforeGoogleView = ({ send }: Model, { goal, preparation }: BeforeGoogle): Step => {
  const one = goal.capabilities.length === 1;
  const waiting = preparation.kind === 'preparing';
  return {
    heading: one ? msg('Google will ask for one permission') : msg('Google will ask for two permissions'),
    body: html`<p class="soft">${one ? msg('Leave the box ticked. If Google shows it empty, tick it.') : msg('Leave both boxes ticked. If Google shows them empty, tick both.')}</p>
      ${consentPreview(goal.capabilities)}`,
    busy: waiting,
    status: waiting ? msg('Getting ready. OK works in a moment.') : msg('Google’s window opens when you press OK.'),
    primary: { label: msg('OK'), icon: 'window', waiting, press: () => send({ do: 'open-google' }) },
    others: [{ label: msg('Back'), press: () => send({ do: 'back' }) }],
  };
};

/** A picture of the boxes in Google's window; nothing in it can be pressed. */
export const consentPreview = (capabilities: readonly Capability[]): TemplateResult => html`
  <div class="consent" part="consent-preview">
    <p>${icon('lock')}${msg('Google’s window')}</p>
    <ul>${capabilities.map((each) => html`<li><span class="grow"><b>${permissionName(each)}</b><span class="small">${permissionUse(each)}</span></span><i aria-hidden="true">${icon('check')}</i></li>`)}</ul>
  </div>
`;
