import { msg, str } from '@lit/localize';
import type { FailReason, HoldReason, OutgoingMail, WaitReason } from '../../contract/index.ts';
import { assertNever } from '../../contract/outcome.ts';
import { isolated } from '../shared/address.ts';
import type { SchedulerIcon } from './scheduler-icon.ts';
import { momentIn } from './times.ts';

/** How a row says what it is: a word, its colour and sign, and the reason. */
export interface StateWords {
  readonly word: string;
  readonly tone: 'accent' | 'good' | 'warn' | 'bad' | 'away' | 'calm';
  readonly icon: SchedulerIcon | 'spin';
  /** Empty where nothing has to be said. */
  readonly why: string;
}

type At = (instant: string) => string;

/** What a mail's state means, in words that a salesperson uses. Over the limit is held and resumes: it never failed. */
export const stateWords = (mail: OutgoingMail, now: Date, tag: string, zone: string): StateWords => {
  const { state } = mail;
  const at: At = (instant) => momentIn(new Date(instant), now, tag);
  switch (state.kind) {
    case 'waiting':
      return state.because === 'due-time'
        ? { word: msg('Scheduled', { id: 'one-scheduled' }), tone: 'accent', icon: 'clock', why: `${elsewhere(mail, zone)} ${msg('Kept by the mail service, not in Gmail.')}`.trim() }
        : { word: msg('Waiting'), tone: state.because === 'reconnection' || state.because === 'permission' ? 'bad' : 'warn', icon: 'pause', why: waitWords(state.because, state.leavesAt, at) };
    case 'sending':
      return { word: msg('Sending'), tone: 'accent', icon: 'send', why: msg('On its way to Gmail.') };
    case 'checking':
      return { word: msg('Checking with Gmail'), tone: 'away', icon: 'spin', why: msg('Gmail gave no clear answer. Its sent mail is looked through first, so that nothing goes twice.') };
    case 'sent':
      return { word: msg('Sent'), tone: 'good', icon: 'check', why: '' };
    case 'held':
      return { word: state.reason.code === 'unclear' ? msg('Unclear') : msg('Not sent'), tone: 'warn', icon: state.reason.code === 'unclear' ? 'question' : 'alert', why: holdWords(state.reason, at) };
    case 'blocked':
      return { word: msg('Blocked'), tone: 'bad', icon: 'stop', why: `${blockWords(state.reason.code)} ${state.reason.addresses.map(isolated).join(', ')}` };
    case 'cancelled':
      return { word: msg('Cancelled'), tone: 'calm', icon: 'cross', why: cancelWords(mail, state.reason, at) };
    case 'failed':
      return { word: msg('Failed'), tone: 'bad', icon: 'alert', why: failWords(state.reason) };
    default:
      return assertNever(state);
  }
};

/** The hour as it was chosen, where that is by another clock than the reader's. */
const elsewhere = ({ chosen }: OutgoingMail, zone: string): string =>
  chosen === undefined || chosen.zone === zone ? '' : msg(str`${chosen.wall.slice(11)} in ${isolated(placeOf(chosen.zone))}.`);

/** `Asia/Tokyo` as a person reads it. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

const waitWords = (because: WaitReason, leavesAt: string | undefined, at: At): string => {
  const resumes = leavesAt === undefined ? msg('Held for now.') : msg(str`Held: resumes ${at(leavesAt)}.`);
  switch (because) {
    case 'due-time':
      return '';
    case 'undo':
      return msg('Leaves in a few seconds and can still be taken back.');
    case 'turn':
      return msg('Others leave before it.');
    case 'messagesPerDay':
      return `${resumes} ${msg('Gmail’s limit of emails in 24 hours is reached.')}`;
    case 'recipientsPerDay':
    case 'externalRecipientsPerDay':
    case 'uniqueRecipientsPerDay':
    case 'uniqueExternalRecipientsPerDay':
      return `${resumes} ${msg('Gmail’s limit of recipients in 24 hours is reached.')}`;
    case 'messagesPerBatch':
    case 'quotaUnitsPerMinute':
      return msg('Waiting a few seconds: Gmail takes only so many at once.');
    case 'pause':
      return leavesAt === undefined ? msg('Google paused sending from this mailbox.') : msg(str`Google paused sending from this mailbox. It resumes ${at(leavesAt)}, or a little later.`);
    case 'sendHours':
      return leavesAt === undefined ? msg('Waits for your sending hours.') : msg(str`Waits for your sending hours: leaves ${at(leavesAt)}.`);
    case 'google-away':
      return msg('Google is not answering. It is tried again by itself.');
    case 'reconnection':
      return msg('Waiting for reconnection; not lost.');
    case 'permission':
      return msg('The permission to send email was not given.');
    case 'google-policy':
      return msg('Your Google administrator does not allow it.');
    case 'no-gmail':
      return msg('This Google account has no mailbox any more.');
    default:
      return assertNever(because);
  }
};

/** What the forecast says of the same reasons, before the click. */
export const laterBecause = (because: WaitReason): string | undefined => {
  switch (because) {
    case 'messagesPerDay':
      return msg('Later than asked, because Gmail’s limit of emails in 24 hours is near.');
    case 'recipientsPerDay':
    case 'externalRecipientsPerDay':
    case 'uniqueRecipientsPerDay':
    case 'uniqueExternalRecipientsPerDay':
      return msg('Later than asked, because Gmail’s limit of recipients in 24 hours is near.');
    case 'pause':
      return msg('Later than asked, because Google paused sending from this mailbox.');
    case 'sendHours':
      return msg('Later than asked, because of your sending hours.');
    case 'reconnection':
      return msg('Nothing leaves before Gmail is reconnected.');
    case 'permission':
      return msg('The permission to send email was not given.');
    case 'messagesPerBatch':
    case 'quotaUnitsPerMinute':
    case 'turn':
      return msg('One after the other, at the pace that Gmail allows.');
    default:
      return undefined;
  }
};

const holdWords = (reason: HoldReason, at: At): string => {
  switch (reason.code) {
    case 'came-due-while-down':
      return msg(str`Was due ${at(reason.dueAt)}; the mail service was back ${at(reason.backAt)}.`);
    case 'came-due-while-disconnected':
      return msg(str`Was due ${at(reason.dueAt)}, while Gmail was disconnected; connected again ${at(reason.backAt)}.`);
    case 'unclear':
      return reason.lookedFor
        ? msg(str`Tried ${at(reason.attemptedAt)}. Gmail gave no clear answer, and it is not in the sent mail. It may have left all the same.`)
        : msg(str`Tried ${at(reason.attemptedAt)}. Gmail gave no clear answer; without the permission to read, only you can look into the sent mail.`);
    default:
      return assertNever(reason);
  }
};

export const blockWords = (code: 'unsubscribed' | 'bounced' | 'blocked-address' | 'blocked-domain'): string =>
  code === 'unsubscribed' ? msg('Unsubscribed:')
  : code === 'bounced' ? msg('Does not take mail any more:')
  : code === 'blocked-domain' ? msg('Nobody at this company is written to:')
  : msg('Is not to be written to:');

const cancelWords = ({ to }: OutgoingMail, reason: Extract<OutgoingMail['state'], { kind: 'cancelled' }>['reason'], at: At): string => {
  if (reason.code === 'by-person') return '';
  const name = isolated(to.find(({ address }) => address.toLowerCase() === reason.address.toLowerCase())?.name ?? reason.address);
  return reason.code === 'answered' ? msg(str`${name} replied ${at(reason.at)}.`) : msg(str`An earlier email to ${name} came back ${at(reason.at)}.`);
};

const failWords = (reason: FailReason): string => {
  switch (reason.code) {
    case 'address-invalid':
      return msg('Gmail does not know one of the addresses.');
    case 'nobody':
      return msg('It had no recipient.');
    case 'refused-by-gmail':
      return msg('Gmail refused this email.');
    case 'sender-refused':
      return msg('Gmail does not let this mailbox send from that address.');
    case 'attachment-gone':
      return msg('A file that belonged to it is gone.');
    case 'thread-gone':
      return msg('The conversation that it answers is gone.');
    case 'content-unreadable':
      return msg('Its stored text could not be read.');
    case 'recipients-too-many':
      return msg(str`${reason.asked} recipients; Gmail allows ${reason.most} per email here.`);
    case 'mail-too-large':
      return msg(str`${mega(reason.asked)} MB; Gmail takes ${mega(reason.most)} MB.`);
    case 'limit-too-small':
      return msg(str`${reason.asked} recipients; this mailbox may write to ${reason.most} in 24 hours.`);
    case 'fields-empty':
      return msg(str`Empty fields: ${reason.fields.map(isolated).join(', ')}`);
    default:
      return assertNever(reason);
  }
};

export const mega = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
