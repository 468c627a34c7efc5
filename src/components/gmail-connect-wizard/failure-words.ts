import { msg, str } from '@lit/localize';
import type { AttemptFailure } from '../../client/connect-state.ts';
import type { IconName } from '../shared/icon.ts';

/** What a person reads of a failure: the fact, what still holds, and the one thing to do. */
export interface FailureWords {
  readonly heading: string;
  readonly holds: string;
  readonly action: string;
  readonly sign: IconName;
}

type Code = AttemptFailure['code'];

const words = (heading: string, holds: string, action = msg('Try again'), sign: IconName = 'note'): FailureWords => ({ heading, holds, action, sign });

const unchanged = (): string => msg('Nothing was changed.');
const otherAccount = (): string => msg('Choose another account');

/** A fault in how page, service and Google were put together: only those who run them can mend it. */
const setUp = (): FailureWords => words(msg('This page and the mail service do not fit together'), msg('Nothing was changed. Tell whoever runs this page, with the word in brackets:'), undefined, 'gear');
const expired = (): FailureWords => words(msg('This attempt expired'), unchanged(), msg('Start again'), 'clock');
const signedOut = (): FailureWords => words(msg('This page could not confirm who you are'), msg('Nothing was changed. Sign in to your CRM again, then come back here.'), undefined, 'lock');
const serviceFault = (): FailureWords => words(msg('Something failed in the mail service'), msg('It is written down there. Nothing is lost; try again in a moment.'));
const away = (): FailureWords => words(msg('The mail service cannot be reached'), msg('You may be offline. Nothing is lost.'), undefined, 'offline');

const table = {
  'token-refused': signedOut,
  'session-failed': signedOut,
  'origin-refused': setUp,
  'claim-by-backend-only': setUp,
  'request-malformed': setUp,
  'content-type-refused': setUp,
  'header-missing': setUp,
  'body-too-large': setUp,
  'route-unknown': setUp,
  'method-refused': setUp,
  'client-misconfigured': setUp,
  'token-endpoint-refused': setUp,
  'endpoint-missing': setUp,
  'answer-unreadable': setUp,
  'flow-unknown': expired,
  'flow-expired': expired,
  'flow-cancelled': () => words(msg('This attempt was cancelled'), unchanged(), msg('Start again'), 'cross'),
  'flow-burned': () => words(msg('This attempt was stopped to keep your mailbox safe'), msg('The code did not match. Nothing was changed.'), msg('Start again'), 'shield'),
  'flow-not-ready': () => words(msg('Google has not answered yet'), unchanged(), undefined, 'clock'),
  'already-claimed': () => words(msg('This attempt is already finished'), msg('Nothing was changed by doing it twice.'), msg('Start again')),
  'attempt-lost': () => words(msg('This attempt ended when the page was left'), unchanged(), msg('Start again'), 'clock'),
  'window-closed': () => words(msg('Google’s window was closed'), msg('Nothing was connected. You can try again.'), undefined, 'window'),
  denied: () => words(msg('Google did not give permission'), msg('Nothing was changed. You can try again whenever you like.')),
  'exchange-interrupted': () => words(msg('Interrupted before it was saved'), unchanged(), msg('Connect again')),
  'google-refused': () => words(msg('Google did not complete the connection'), unchanged()),
  'google-unavailable': () => words(msg('Google is not answering at the moment'), msg('Nothing was changed. Try again in a few minutes.'), undefined, 'clock'),
  'google-policy': () => words(msg('Your Google administrator must allow this app'), msg('Nothing was changed. Send this to the person who runs Google Workspace for you:'), undefined, 'shield'),
  'identity-refused': () => words(msg('Google’s answer could not be verified'), msg('Nothing was saved.'), undefined, 'shield'),
  'email-unverified': () => words(msg('Google has not verified this address'), msg('Nothing was saved. Verify the address in your Google account, or choose another one.'), otherAccount(), 'people'),
  'mailbox-taken': () => words(msg('This mailbox belongs to another user here'), msg('Nothing was changed. Your administrator can tell you whose it is.'), otherAccount(), 'people'),
  'no-lasting-access': () => words(msg('Google did not give lasting access'), msg('Nothing was saved, and no earlier connection was touched.'), msg('Ask Google once more')),
  'no-gmail': () => words(msg('This Google account has no Gmail'), msg('Nothing was connected.'), otherAccount(), 'people'),
  'connection-unknown': () => words(msg('This connection is no longer there'), msg('It may have been disconnected in another window.'), msg('Start again')),
  'connection-changed': () => words(msg('The connection was changed in the meantime'), unchanged()),
  'reconnect-needed': () => words(msg('Gmail has to be connected again'), msg('Nothing is lost.'), msg('Reconnect')),
  'stored-data-unreadable': serviceFault,
  internal: serviceFault,
  'service-unavailable': () => words(msg('The mail service is not available at the moment'), msg('Nothing is lost; try again in a moment.'), undefined, 'clock'),
  'network-failed': away,
  'timed-out': () => words(msg('The mail service did not answer in time'), msg('Nothing is lost.'), undefined, 'clock'),
  'wrong-account': () => words(msg('That is a different Google account'), msg('Nothing was connected.'), otherAccount(), 'people'),
  'permissions-withheld': () => words(msg('Not all boxes were ticked in Google’s window'), msg('Nothing was connected.'), msg('Choose permissions again'), 'shield'),
  'finish-code-wrong': () => words(msg('That code was not right'), msg('Nothing was connected.')),
  'too-many-requests': () => words(msg('Too many attempts in a short time'), unchanged(), undefined, 'clock'),
} satisfies Record<Code, () => FailureWords>;

/** Faults that a person can only pass on carry their code after the words. */
const passedOn: ReadonlySet<() => FailureWords> = new Set([setUp, serviceFault]);

export const failureWords = (failure: AttemptFailure): FailureWords => {
  const chosen = table[failure.code];
  const found = chosen();
  if (passedOn.has(chosen)) return { ...found, holds: `${found.holds} (${failure.code})` };
  if (failure.code === 'permissions-withheld' && failure.earlierGrantKept) return { ...found, holds: msg('Your connection stays exactly as it was.') };
  if (failure.code === 'too-many-requests') return { ...found, holds: waitWords(failure.retryAfterSeconds) };
  return found;
};

const waitWords = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return minutes > 1 ? msg(str`Nothing was changed. Try again in ${minutes} minutes.`) : msg('Nothing was changed. Try again in a minute.');
};
