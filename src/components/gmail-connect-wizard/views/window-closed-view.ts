import { msg } from '@lit/localize';
import type { Step } from '../model.ts';

/** The browser says that the window is closed, which proves nothing: the person is asked. */
export const windowClosedView = (): Step => ({
  heading: msg('Did you close Google’s window?'),
  says: msg('This page cannot see it. Nothing was changed.'),
  primary: { label: msg('No, it is still open'), does: { do: 'answer-closed', closed: false } },
  others: [{ label: msg('Yes, I closed it'), does: { do: 'answer-closed', closed: true } }],
});
