import { headerOf, type Mail } from '../mail/mail.ts';
import { evidence, type Evidence, type Meeting } from './judgement.ts';

export interface CalendarAnswer {
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly meeting: Meeting | undefined;
}

const meetings: Readonly<Record<string, Meeting>> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' };

/** The answer to an invitation, or its withdrawal. An invitation itself is new mail. */
export const judgeCalendarAnswer = (mail: Mail): CalendarAnswer | undefined => {
  const calendar = mail.parts.find(({ type }) => type === 'text/calendar' || type === 'application/ics');
  const method = (
    calendar?.method ??
    /^METHOD:[ \t]*(\w+)/im.exec(calendar?.text ?? '')?.[1] ??
    methodInHeader(mail)
  )?.toUpperCase();
  if (method !== 'REPLY' && method !== 'COUNTER' && method !== 'CANCEL' && method !== 'DECLINECOUNTER') return undefined;
  const meeting =
    method === 'COUNTER'
      ? 'counter'
      : method === 'CANCEL'
        ? 'cancelled'
        : method === 'DECLINECOUNTER'
          ? 'declined'
          : meetings[statusIn(calendar?.text ?? '') ?? ''];
  return { confidence: 0.98, evidence: [evidence(meeting === undefined ? 'meeting-answered' : `meeting-${meeting}`)], meeting };
};

/** The answer stands in the attendee's line, which calendars fold at 75 signs. */
const statusIn = (text: string): string | undefined =>
  /PARTSTAT=(ACCEPTED|DECLINED|TENTATIVE)/i.exec(text.replaceAll(/\n[ \t]/g, ''))?.[1]?.toUpperCase();

const methodInHeader = (mail: Mail): string | undefined => {
  const type = headerOf(mail, 'content-type') ?? '';
  return /^\s*text\/calendar/i.test(type) ? /method\s*=\s*"?(\w+)/i.exec(type)?.[1] : undefined;
};
