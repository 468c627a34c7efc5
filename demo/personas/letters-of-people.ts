import type { ArrivingLetter } from '../google/gmail/gmail-control.ts';
import { markup } from '../markup.ts';
import { addressOf, contacts, type Contact } from './contacts.ts';
import type { SentMail } from './sent-mail.ts';

const references = ({ messageId }: SentMail): Pick<ArrivingLetter, 'inReplyTo'> => ({ inReplyTo: messageId });

/** Written in Gmail's own web page, quotation and all. */
export const answerOf = (contact: Contact, sent: SentMail, words: string): ArrivingLetter => {
  const day = new Date(sent.at).toLocaleString('en-US', { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const attribution = `On ${day}, ${addressOf(sent.from)} wrote:`;
  const signature = `${contact.name}\n${contact.company}`;
  const html = (text: string): string => markup`${text}`.text.replaceAll('\n', '<br>');
  return {
    from: addressOf(contact),
    subject: `Re: ${sent.subject}`,
    ...references(sent),
    text: `${words}\n\n--\n${signature}\n\n${attribution}\n\n${sent.text.replaceAll(/^/gm, '> ')}\n`,
    html: `<div dir="ltr"><div>${html(words)}</div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">${html(signature)}</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${html(attribution)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${html(sent.text)}</blockquote></div>`,
  };
};

/** A thought of her own: nothing in it refers to what she was sent. */
export const newThread = (): ArrivingLetter => ({
  from: addressOf(contacts.anna),
  subject: 'One more question',
  text: 'Hello,\n\nbefore I forget: does your offer include the training?\n\nBest,\nAnna\n',
});

const dayMs = 24 * 3_600_000;

/** In Spanish, with the day he is back, and the header by which programs know each other. */
export const awayMail = (sent: SentMail, now: number): ArrivingLetter => {
  const back = new Date(now + 10 * dayMs).toLocaleDateString('es', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return {
    from: addressOf(contacts.tomas),
    subject: `Respuesta automática: ${sent.subject}`,
    ...references(sent),
    text: `Hola:\n\nEstoy de vacaciones y vuelvo el ${back}. En caso de urgencia, escriba a ventas@initech.example.\n\nUn saludo,\nTomás Rivas\n`,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
  };
};

/** What a calendar sends when an invitation is accepted (RFC 5546, section 3.2.3). */
export const acceptance = (sent: SentMail, now: number): ArrivingLetter => {
  const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const start = Math.ceil(now / dayMs) * dayMs + 10 * 3_600_000;
  const { name, email } = contacts.anna;
  const calendar = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + 30 * 60_000)}`,
    `DTSTAMP:${stamp(now)}`,
    `ORGANIZER;CN=${sent.from.name}:mailto:${sent.from.email}`,
    `UID:${sent.messageId.replaceAll(/[<>@]/g, '-')}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=${name}:mailto:${email}`,
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    `SUMMARY:${sent.subject}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\n');
  return {
    from: addressOf(contacts.anna),
    subject: `Accepted: ${sent.subject}`,
    ...references(sent),
    body: {
      type: 'multipart/alternative',
      parts: [
        { type: 'text/plain; charset=utf-8', text: `${name} has accepted this invitation.\n` },
        { type: 'text/calendar; charset=utf-8; method=REPLY', text: calendar },
      ],
    },
  };
};
