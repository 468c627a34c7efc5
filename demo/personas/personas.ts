import type { ArrivingLetter } from '../google/gmail/gmail-control.ts';
import { addressOf, contacts, paul, type Contact } from './contacts.ts';
import { acceptance, answerOf, awayMail, newThread } from './letters-of-people.ts';
import { bounceOf, delayOf } from './letters-of-servers.ts';
import type { SentMail } from './sent-mail.ts';

export interface Persona {
  /** Whom the CRM writes to. */
  readonly contact: Contact;
  /** What comes back. */
  readonly write: (sent: SentMail, now: number) => ArrivingLetter;
}

/** Each thing that can come back on a mail, by name. */
export const personas = {
  'anna-answers': { contact: contacts.anna, write: (sent) => answerOf(contacts.anna, sent, 'Thank you, that looks good. Could we talk on Tuesday at ten?') },
  'anna-accepts': { contact: contacts.anna, write: acceptance },
  'anna-writes-anew': { contact: contacts.anna, write: newThread },
  'colleague-answers': {
    contact: contacts.anna,
    write: (sent) => ({ ...answerOf(paul, sent, 'Anna asked me to take this over. We would like to go ahead.'), cc: addressOf(contacts.anna) }),
  },
  'noor-answers': { contact: contacts.noor, write: (sent) => answerOf(contacts.noor, sent, 'Good timing, I was about to ask. Yes, please go ahead.') },
  'tomas-is-away': { contact: contacts.tomas, write: awayMail },
  'jonas-bounces': { contact: contacts.jonas, write: bounceOf },
  'ines-is-full': { contact: contacts.ines, write: delayOf },
} as const satisfies Record<string, Persona>;

export type PersonaName = keyof typeof personas;
