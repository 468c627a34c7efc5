import { msg } from '@lit/localize';
import type { ConnectState } from '../../../client/connect/connect-state.ts';
import { cancel, inThisTab } from '../actions.ts';
import type { Step } from '../model.ts';

/** The browser refused to open the window: open it again by a press of its own, or go to Google in this tab. */
export const windowBlockedView = ({ attempt }: Extract<ConnectState, { at: 'window-blocked' }>): Step => ({
  tone: 'warn',
  heading: msg('Your browser blocked Google’s window'),
  says: attempt.flow.returnPage
    ? msg('Nothing is lost. Open it again, or go to Google in this tab and come straight back here.')
    : msg('Nothing is lost. Allow windows for this page in the address bar, then open it again.'),
  primary: { label: msg('Open again'), icon: 'window', does: { do: 'open-google-again' } },
  others: [cancel(), ...(attempt.flow.returnPage ? [inThisTab()] : [])],
});
