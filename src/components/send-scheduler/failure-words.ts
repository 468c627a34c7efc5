import { msg, str } from '@lit/localize';
import type { ClientFailure } from '../../client/mail-client/mail-client.ts';
import type { DraftLack } from '../../client/outgoing/draft.ts';
import { mega } from './state-words.ts';
import { dayName } from './times.ts';

/** Why something could not be done, and what still holds. What a salesperson cannot mend is told by its code, to be passed on. */
export const refusalWords = (failure: ClientFailure, now: Date, tag: string): string => {
  switch (failure.code) {
    case 'network-failed':
      return msg('You are offline, or the mail service cannot be reached.');
    case 'timed-out':
    case 'service-unavailable':
    case 'too-many-requests':
      return msg('The mail service did not answer.');
    case 'token-refused':
    case 'session-failed':
      return msg('This page could not confirm who you are. Sign in again, then come back here.');
    case 'outgoing-changed':
      return msg('Changed in another window.');
    case 'order-changed':
      return msg('The order has changed meanwhile.');
    case 'outgoing-leaving':
      return msg('Already leaving: too late for that.');
    case 'outgoing-ended':
    case 'outgoing-unknown':
      return msg('This email is not waiting any more.');
    case 'sending-not-permitted':
      return msg('The permission to send email was not given.');
    case 'connection-unknown':
    case 'reconnect-needed':
      return msg('Gmail has to be connected again first.');
    case 'address-invalid':
      return lackWords('address');
    case 'nobody-to-send-to':
      return lackWords('recipient');
    case 'sender-refused':
      return msg('Gmail does not let this mailbox send from that address.');
    case 'attachment-unknown':
      return msg('A file that belonged to it is gone.');
    case 'zone-unknown':
      return msg('The mail service does not know this time zone.');
    case 'date-unknown':
      return msg('This date does not exist.');
    case 'time-has-passed':
      return msg('That time has passed.');
    case 'hour-does-not-exist':
      return msg('This time does not exist on that day: the clocks go forward.');
    case 'hour-occurs-twice':
      return msg('This time comes twice on that day: the clocks go back.');
    case 'time-too-far':
      return msg(str`That is too far ahead. Possible until ${dayName(new Date(failure.latest), now, tag)}.`);
    case 'recipients-too-many':
      return msg(str`${failure.asked} recipients; Gmail allows ${failure.most} per email here.`);
    case 'mail-too-large':
      return msg(str`${mega(failure.asked)} MB; Gmail takes ${mega(failure.most)} MB.`);
    default:
      return `${msg('The mail service could not do this.')} (${failure.code})`;
  }
};

export const lackWords = (lack: DraftLack): string => {
  switch (lack) {
    case 'recipient':
      return msg('Write to at least one person.');
    case 'address':
      return msg('One of the addresses cannot be read.');
    case 'words':
      return msg('Write a subject or a text.');
    case 'time':
      return msg('Choose a date and a time.');
    case 'upload':
      return msg('A file is still being uploaded.');
    case 'file':
      return msg('A file was not uploaded. Try it again, or remove it.');
    case 'mailbox':
      return msg('No mailbox is connected that could send it.');
  }
};

export const leavingWords = (): string => msg('What you are writing has not been sent or saved. Leave this page?');
