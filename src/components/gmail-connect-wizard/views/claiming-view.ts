import { msg } from '@lit/localize';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import { cancel } from '../actions.ts';
import type { Step } from '../model.ts';

/** Google has answered, and the service saves. */
export const claimingView = ({ claim }: Extract<ConnectState, { at: 'claiming' }>): Step => {
  const lost = claim.answer === 'lost';
  return {
    heading: msg('Google has answered'),
    busy: true,
    status: lost ? msg('The mail service’s answer was lost. Asking again.') : msg('Saving the connection.'),
    others: lost ? [cancel()] : [],
  };
};
