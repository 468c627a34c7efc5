import { msg, str } from '@lit/localize';
import type { Correction, Reply, ReplyVerdict } from '../../contract/index.ts';
import type { ListIcon } from './list-icon.ts';
import { shortDay } from './row-time.ts';

/** How a verdict is shown: by a sign and its colour, never by the colour alone. */
export interface Look {
  readonly icon: ListIcon;
  readonly tone: 'good' | 'accent' | 'away' | 'bad' | 'warn' | 'calm';
}

const looks: Readonly<Record<ReplyVerdict, Look>> = {
  reply: { icon: 'reply', tone: 'good' },
  'possible-reply': { icon: 'reply', tone: 'accent' },
  bounce: { icon: 'bounce', tone: 'bad' },
  'delay-notice': { icon: 'clock', tone: 'warn' },
  'auto-reply': { icon: 'moon', tone: 'away' },
  'calendar-answer': { icon: 'calendar', tone: 'away' },
  'read-receipt': { icon: 'eye', tone: 'calm' },
  list: { icon: 'list', tone: 'calm' },
  forward: { icon: 'forward', tone: 'calm' },
  own: { icon: 'send', tone: 'calm' },
  other: { icon: 'mail', tone: 'calm' },
};

const isPassedOn = ({ verdict, evidence }: Reply): boolean => verdict === 'reply' && evidence.some(({ code }) => code === 'forward-answers-ours' || code === 'from-other-person');

export const lookOf = (reply: Reply): Look => (isPassedOn(reply) ? { icon: 'forward', tone: 'good' } : looks[reply.verdict]);
export const lookOfVerdict = (verdict: ReplyVerdict): Look => looks[verdict];

const names: Readonly<Record<ReplyVerdict, () => string>> = {
  reply: () => msg('Reply'),
  'possible-reply': () => msg('Possible reply'),
  bounce: () => msg('Bounced'),
  'delay-notice': () => msg('Not delivered yet'),
  'auto-reply': () => msg('Automatic reply'),
  'calendar-answer': () => msg('Calendar answer'),
  'read-receipt': () => msg('Opened notice'),
  list: () => msg('Mailing list'),
  forward: () => msg('Forwarded'),
  own: () => msg('Yours'),
  other: () => msg('Not about my email'),
};

export const verdictName = (verdict: ReplyVerdict): string => names[verdict]();

const meetings: Readonly<Record<NonNullable<Reply['meeting']>, () => string>> = {
  accepted: () => msg('Accepted the meeting'),
  declined: () => msg('Declined the meeting'),
  tentative: () => msg('May come to the meeting'),
  counter: () => msg('Proposes another time'),
  cancelled: () => msg('Cancelled the meeting'),
};

/** The words of the chip. */
export const verdictWords = (reply: Reply, tag: string, now: Date): string => {
  const { verdict, returnDate, meeting, bounce, evidence } = reply;
  if (verdict === 'auto-reply' && returnDate !== undefined) {
    const day = shortDay(new Date(`${returnDate}T12:00:00`), now, tag);
    return msg(str`Out of office until ${day}`);
  }
  if (verdict === 'calendar-answer' && meeting !== undefined) return meetings[meeting]();
  if (verdict === 'bounce' && bounce?.kind === 'soft') return msg('Bounced for now');
  if (isPassedOn(reply)) return evidence.some(({ code }) => code === 'forward-answers-ours') ? msg('Reply, forwarded') : msg('Reply from a colleague');
  return verdictName(verdict);
};

/** What a mail system's code means to the person who wrote; RFC 3463. */
export const bounceWords = ({ bounce }: Reply): string | undefined => {
  if (bounce === undefined) return undefined;
  const { status } = bounce;
  const [, subject = '', detail = ''] = (status ?? '').split('.');
  const words =
    subject === '1' ? msg('The address does not exist')
    : subject === '2' ? (detail === '2' ? msg('The mailbox is full') : msg('The mailbox takes no email'))
    : subject === '4' ? msg('Their mail server cannot be reached')
    : subject === '7' ? msg('Their mail server refused the email')
    : undefined;
  return words === undefined ? status : `${words} (${status ?? ''})`;
};

/** Who a row is about: of a bounce the address that failed, not the mail system that wrote. */
export const whoOf = ({ from, bounce }: Reply): { readonly name: string; readonly address: string } => {
  const [failed] = bounce?.recipients ?? [];
  return failed === undefined ? { name: from.name || from.address, address: from.name === '' ? '' : from.address } : { name: failed, address: '' };
};

export const corrections: readonly Correction[] = ['reply', 'auto-reply', 'bounce', 'calendar-answer', 'forward', 'other'];
