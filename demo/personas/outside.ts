import type { OutsideMail } from '../google/gmail/deliver.ts';
import type { GoogleControl } from '../google/control.ts';
import type { Contact } from './contacts.ts';
import { personas, type Persona } from './personas.ts';

/** Who reacts to every mail by itself; people take their time, and are brought about by name. */
const byThemselves: readonly Persona[] = [personas['tomas-is-away'], personas['jonas-bounces'], personas['ines-is-full']];

/** What comes back on a mail that leaves the emulated Google for one of these addresses, to the mailbox that sent it. */
export const reactOutside = (google: GoogleControl, { head, from, to }: OutsideMail): void => {
  const persona = byThemselves.find(({ contact }) => contact.email === to);
  if (persona === undefined || head.messageId === undefined || head.automatic) return;
  const sender: Contact = { name: google.account(from).name, company: '', email: from };
  const sent = { from: sender, to: persona.contact, subject: head.subject, text: '', messageId: head.messageId, at: google.now() };
  google.deliver(from, persona.write(sent, google.now()));
};
