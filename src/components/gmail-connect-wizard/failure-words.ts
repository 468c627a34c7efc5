import { msg, str } from '@lit/localize';
import type { AttemptFailure } from '../../client/connect/connect-state.ts';
import type { ElsewhereFailureCode } from '../../contract/index.ts';
import { tryAgain, unchanged } from './words.ts';

/** What a person reads of a failure: the fact, what still holds, and the one thing to do. */
export interface FailureWords {
  readonly heading: string;
  readonly holds: string;
  readonly action: string;
}

const words = (heading: string, holds = unchanged(), action = tryAgain()): FailureWords => ({ heading, holds, action });

const otherAccount = (): string => msg('Choose another account');
const startAgain = (): string => msg('Start again');
const nothingLost = (): string => msg('Nothing is lost. Try again in a moment.');
const expired = (): FailureWords => words(msg('This attempt expired'), unchanged(), startAgain());
const ended = (): FailureWords => words(msg('This attempt ended'), unchanged(), startAgain());
const signedOut = (): FailureWords => words(msg('This page could not confirm who you are'), msg('Nothing was changed. Sign in again, then come back here.'));
/** How page, service and Google were put together: only those who run them can mend it, and the code helps them. */
type SetUpCode =
  | 'origin-refused'
  | 'claim-by-backend-only'
  | 'request-malformed'
  | 'content-type-refused'
  | 'header-missing'
  | 'body-too-large'
  | 'route-unknown'
  | 'method-refused'
  | 'client-misconfigured'
  | 'token-endpoint-refused'
  | 'endpoint-missing'
  | 'answer-unreadable';
const setUp = (): FailureWords => words(msg('This page and the mail service do not fit together'), msg('Nothing was changed. Tell whoever runs this page:'));
const serviceFault = (): FailureWords => words(msg('Something failed in the mail service'), nothingLost());
const noAnswer = (): FailureWords => words(msg('The mail service cannot be reached'), nothingLost());

/** Codes without words of their own: the set-up's share theirs, and of replies and of mail that leaves the wizard asks nothing. */
type Wordless = SetUpCode | ElsewhereFailureCode;

/** The compiler asks for the words of every new code that is not put among those above. */
const table: Readonly<Record<Exclude<AttemptFailure['code'], Wordless>, () => FailureWords>> & { readonly [code in Wordless]?: undefined } = {
  'token-refused': signedOut,
  'session-failed': signedOut,
  'claim-vetoed': () => words(msg('Your CRM did not allow this connection'), msg('Nothing was changed. Your administrator knows why.')),
  'flow-unknown': expired,
  'flow-expired': expired,
  'flow-cancelled': ended,
  'attempt-lost': ended,
  'flow-burned': () => words(msg('This attempt was stopped, because the code did not match'), unchanged(), startAgain()),
  'flow-not-ready': () => words(msg('Google has not answered yet')),
  'already-claimed': () => words(msg('This attempt is already finished'), unchanged(), startAgain()),
  'window-closed': () => words(msg('Google’s window was closed'), msg('Nothing was connected. You can try again.')),
  denied: () => words(msg('Google did not give permission')),
  'exchange-interrupted': () => words(msg('Interrupted before it was saved'), unchanged(), msg('Connect again')),
  'google-refused': () => words(msg('Google did not complete the connection')),
  'google-unavailable': () => words(msg('Google is not answering'), nothingLost()),
  'google-policy': () => words(msg('Your Google administrator must allow this app'), msg('Nothing was changed. Send them this:')),
  'identity-refused': () => words(msg('Google’s answer could not be verified')),
  'email-unverified': () => words(msg('Google has not verified this address'), unchanged(), otherAccount()),
  'mailbox-taken': () => words(msg('This mailbox belongs to another user here'), msg('Nothing was changed. Your administrator knows whose it is.'), otherAccount()),
  'no-lasting-access': () => words(msg('Google did not give lasting access'), unchanged(), msg('Ask Google once more')),
  'no-gmail': () => words(msg('This Google account has no Gmail'), unchanged(), otherAccount()),
  'connection-unknown': () => words(msg('This connection is no longer there'), unchanged(), startAgain()),
  'connection-changed': () => words(msg('The connection was changed in the meantime')),
  'reconnect-needed': () => words(msg('Gmail has to be connected again'), nothingLost(), msg('Reconnect')),
  'stored-data-unreadable': serviceFault,
  internal: serviceFault,
  'service-unavailable': noAnswer,
  'network-failed': () => words(msg('You are offline, or the mail service cannot be reached'), nothingLost()),
  'timed-out': noAnswer,
  'wrong-account': () => words(msg('That is a different Google account'), unchanged(), otherAccount()),
  'permissions-withheld': () => words(msg('Not every box was ticked'), unchanged(), msg('Choose permissions again')),
  'finish-code-wrong': () => words(msg('That code was not right')),
  'too-many-requests': () => words(msg('Too many attempts in a short time')),
};

export const failureWords = (failure: AttemptFailure): FailureWords => {
  const chosen = table[failure.code] ?? setUp;
  const found = chosen();
  switch (failure.code) {
    case 'too-many-requests': {
      const minutes = Math.ceil(failure.retryAfterSeconds / 60);
      return { ...found, holds: msg(str`Nothing was changed. Minutes to wait: ${minutes}.`) };
    }
    case 'permissions-withheld':
      return failure.earlierGrantKept ? { ...found, holds: msg('The earlier connection stays as it was.') } : found;
    default:
      return chosen === setUp || chosen === serviceFault ? { ...found, holds: `${found.holds} (${failure.code})` } : found;
  }
};
