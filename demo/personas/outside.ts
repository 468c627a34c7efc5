import type { OutsideMail } from '../google/gmail/deliver.ts';
import type { GoogleControl } from '../google/control.ts';
import { contacts, type Contact } from './contacts.ts';
import { personas, type Persona } from './personas.ts';
import { unsubscribeAddress } from './unsubscribe-address.ts';

/** Who reacts to every mail by itself. Other people take their time, and are brought about by name. */
const byThemselves: readonly Persona[] = [personas['tomas-is-away'], personas['jonas-bounces'], personas['ines-is-full']];
const answersSoon: Persona = personas['noor-answers'];

/** Gmail tells of one change in a second: what comes back leaves the mail that went out its own. */
export const apartMs = 1_100;
/** As quick as somebody who sits before the mail program. */
const writesMs = 4_000;

export interface World {
  readonly google: GoogleControl;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Does what a mail program does at the press of its own “Unsubscribe” button. */
  readonly unsubscribe: (address: string) => Promise<void>;
}

/** What comes back on a mail that leaves the emulated Google for one of these addresses, to the mailbox that sent it. */
export const reactOutside = async ({ google, pause, unsubscribe }: World, mail: OutsideMail): Promise<void> => {
  const { head, from, to } = mail;
  if (head.messageId === undefined || head.automatic) return;
  if (to === contacts.pia.email) {
    const address = unsubscribeAddress(mail.raw());
    if (address === undefined) return;
    await pause(apartMs);
    return unsubscribe(address);
  }
  const persona = [...byThemselves, answersSoon].find(({ contact }) => contact.email === to);
  if (persona === undefined) return;
  const sender: Contact = { name: google.account(from).name, company: '', email: from };
  const sent = { from: sender, to: persona.contact, subject: head.subject, text: '', messageId: head.messageId, at: google.now() };
  await pause(persona === answersSoon ? writesMs : apartMs);
  google.deliver(from, persona.write(sent, google.now()));
};
