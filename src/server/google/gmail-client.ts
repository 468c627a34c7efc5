import { fail, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { GoogleSettings } from '../settings/settings.ts';
import type { GmailFailure, GmailPort } from './gmail-port.ts';

export interface GmailClientOptions {
  readonly settings: GoogleSettings;
  readonly clock: Clock;
}

/** Gmail is not asked yet. */
export const createGmail = (_options: GmailClientOptions): GmailPort => {
  const unasked = async (): Promise<Outcome<never, GmailFailure>> => fail({ code: 'google-unavailable' });
  return { newestHistory: unasked, addedSince: unasked, receivedSince: unasked, headers: unasked, wholeMail: unasked, watch: unasked, unwatch: unasked };
};
