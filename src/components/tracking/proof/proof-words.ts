import { msg, str } from '@lit/localize';
import type { ClientFailure } from '../../../client/mail-client/mail-client.ts';
import type { Proof, ProofFailure, ProofState } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { failureWords, type FailureWords } from '../../shared/service-failure-words.ts';
import { tookOf, within } from '../../shared/spans-of-time.ts';
import { whenOf } from '../../shared/when.ts';
import type { ProofModel } from '../tracking-panel.ts';

/** What even a test that succeeded says nothing about. */
export const notProvenWords: Readonly<Record<Proof['notProven'][number], () => string>> = {
  'mail-of-others': () => msg('that what other people send arrives here'),
  delivery: () => msg('that your emails reach other people'),
  filters: () => msg('what filters do with the emails of other people'),
  verdicts: () => msg('that every email is judged right'),
  'usual-wait': () => msg('how long a reply takes when nobody waits for it'),
};

/** Why tracking was not proven, and what to do. */
export const failedWords = ({ at, failure }: Extract<ProofState, { kind: 'failed' }>, { now, tag, boundSeconds }: ProofModel): FailureWords => {
  const when = whenOf(new Date(at), now, tag);
  return { fact: msg(str`Test of ${when}: ${factOf(failure)}`), holds: holdsOf(failure, boundSeconds, (instant) => whenOf(new Date(instant), now, tag)) };
};

const factOf = (failure: ProofFailure): string => {
  switch (failure.code) {
    case 'not-seen':
      return msg('the marked email was not found in time');
    case 'late':
      return msg(str`the marked email was found late, after ${tookOf(failure.tookMs)}`);
    case 'sending-refused':
      return msg('Gmail did not take the marked email');
    case 'sending-limit':
      return msg('Gmail lets this mailbox send nothing for now');
    case 'permission':
      return msg('a permission is missing');
    default:
      return assertNever(failure);
  }
};

const holdsOf = (failure: ProofFailure, boundSeconds: number, when: (instant: string) => string): string => {
  switch (failure.code) {
    case 'not-seen':
      return msg('Replies may be found late or not at all. Test again in a few minutes; if that fails too, tell whoever runs this page.');
    case 'late':
      return msg(str`Replies are found, but not within ${within(boundSeconds)} as promised. Test again later.`);
    case 'sending-refused':
      return msg('Nothing was sent, so nothing was proven. Tracking itself may work.');
    case 'sending-limit':
      return failure.retryAt === undefined ? msg('Nothing was sent. Replies are found all the same.') : msg(str`Nothing was sent. It can be tested again from ${when(failure.retryAt)} on. Replies are found all the same.`);
    case 'permission':
      return failure.missing.includes('read') ? msg('The permission “Read your email” was not given.') : msg('The permission “Send email on your behalf” was not given, and a test sends one email. Replies are found all the same.');
    default:
      return assertNever(failure);
  }
};

/** Nothing was tested: the service, or Google, could not be asked. */
export const refusedWords = (failure: ClientFailure): FailureWords => {
  const { fact, holds } = failureWords(failure);
  return { fact: msg(str`Nothing was tested: ${fact}.`), holds };
};
