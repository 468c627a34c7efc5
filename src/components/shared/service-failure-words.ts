import { msg } from '@lit/localize';
import type { ClientFailure } from '../../client/mail-client/mail-client.ts';

/** A fact, and what still holds. */
export interface FailureWords {
  readonly fact: string;
  readonly holds: string;
}

/** Why something was not answered. What a salesperson cannot mend is told by its code, to be passed on. */
export const failureWords = (failure: ClientFailure): FailureWords => {
  switch (failure.code) {
    case 'network-failed':
      return { fact: msg('You are offline, or the mail service cannot be reached'), holds: msg('Tracking goes on without this page; nothing is missed.') };
    case 'timed-out':
    case 'service-unavailable':
    case 'too-many-requests':
      return { fact: msg('The mail service did not answer'), holds: msg('Tracking goes on without this page; nothing is missed.') };
    case 'token-refused':
    case 'session-failed':
      return { fact: msg('This page could not confirm who you are'), holds: msg('Sign in again, then come back here.') };
    case 'mail-gone':
      return { fact: msg('This email was deleted in Gmail'), holds: msg('What was found about it stays here.') };
    case 'tracking-not-permitted':
      return { fact: msg('Reading your email is not permitted'), holds: msg('Without that permission nothing can be fetched from Gmail.') };
    case 'reconnect-needed':
    case 'connection-unknown':
      return { fact: msg('Gmail has to be connected again'), holds: msg('Until then nothing can be fetched from Gmail.') };
    case 'google-unavailable':
      return { fact: msg('Google is not answering'), holds: msg('Nothing is lost. Try again in a moment.') };
    default:
      return { fact: msg('The mail service could not do this'), holds: `${msg('Those who run this page can find the cause.')} (${failure.code})` };
  }
};
