import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import type { Capability } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import type { Step } from '../model.ts';
import { back, permissionName, permissionUse } from '../words.ts';

/** Step 6: what Google will ask. The window opens inside the press of OK. */
export const beforeGoogleView = ({ goal, preparation }: Extract<ConnectState, { at: 'before-google' }>): Step => {
  const waiting = preparation.kind === 'preparing';
  return {
    heading: msg('What Google will ask'),
    says: msg('Leave the boxes ticked. If Google shows them empty, tick them.'),
    body: consentPreview(goal.capabilities),
    busy: waiting,
    status: waiting ? msg('Getting ready. OK works in a moment.') : msg('Google’s window opens when you press OK.'),
    primary: { label: msg('OK'), icon: 'window', waiting, does: { do: 'open-google' } },
    others: [{ label: back(), does: { do: 'back' } }],
  };
};

/** A picture of the boxes in Google's window; nothing in it can be pressed. */
export const consentPreview = (capabilities: readonly Capability[]): TemplateResult =>
  html`<ul class="box consent" part="consent-preview">${capabilities.map((each) => html`<li class="line"><span class="grow"><b>${permissionName(each)}</b><span class="small">${permissionUse(each)}</span></span><i>${icon('check')}</i></li>`)}</ul>`;
