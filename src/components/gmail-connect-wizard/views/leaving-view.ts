import { msg } from '@lit/localize';
import type { Step } from '../model.ts';

/** The whole tab goes to Google and comes back. */
export const leavingView = (): Step => ({ heading: msg('Going to Google in this tab'), busy: true, status: msg('You come back here when Google has answered.') });
