import { msg } from '@lit/localize';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import { back } from '../actions.ts';
import type { Step } from '../model.ts';
import { consentPreview } from '../pieces/consent-preview.ts';

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
    others: [back()],
  };
};
