import type { Contact } from './contacts.ts';

/** A mail that the CRM's user sent, as whoever answers sees it. */
export interface SentMail {
  readonly from: Contact;
  readonly to: Contact;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly at: number;
}
