import { connectionsViewSchema, decode, endpoints, replyEndpoints, type Connection, type TrackMail } from '../../src/contract/index.ts';
import type { GmailControl } from '../google/gmail/gmail-control.ts';
import { addressOf, type Contact } from './contacts.ts';
import { apartMs } from './outside.ts';
import { personas, type Persona, type PersonaName } from './personas.ts';
import type { SentMail } from './sent-mail.ts';

/** Who writes, and by which tokens the CRM speaks to the service about that. */
export interface Writer {
  readonly user: string;
  readonly org: string;
  readonly name: string;
  readonly email: string;
  readonly userToken: string;
  readonly serverToken: string;
}

export interface Stage {
  readonly google: GmailControl;
  /** The service as the CRM's backend finds it. */
  readonly service: (request: Request) => Promise<Response>;
  readonly serviceOrigin: string;
  readonly pageOrigin: string;
  /** Google's. */
  readonly clock: { now(): number };
  readonly pause: (milliseconds: number) => Promise<void>;
}

export type BroughtAbout = 'arrived' | 'not-connected' | 'refused';

/**
 * Lets something come back on a mail of this person: the CRM sends one through the connected mailbox where there is none
 * yet, tells the service to track it, and the persona's mail arrives.
 */
export const bringAbout = async (stage: Stage, writer: Writer, name: PersonaName): Promise<BroughtAbout> => {
  const persona: Persona = personas[name];
  const connection = await connectionOf(stage, writer);
  if (connection === undefined) return 'not-connected';
  const sent = mailTo(stage, writer, connection, persona.contact);
  const asked = trackingOf(writer, connection, sent);
  const answer = await stage.service(
    new Request(stage.serviceOrigin + replyEndpoints.backendMails, {
      method: 'POST',
      headers: { authorization: `Bearer ${writer.serverToken}`, 'content-type': 'application/json', 'x-requested-with': 'larkspur-crm' },
      body: JSON.stringify(asked),
    }),
  );
  if (!answer.ok) return 'refused';
  const newest = stage.google.mailbox(connection.email).mails.at(-1)?.at ?? -Infinity;
  await stage.pause(Math.max(0, newest + apartMs - stage.clock.now()));
  stage.google.deliver(connection.email, persona.write(sent, stage.clock.now()));
  return 'arrived';
};

/** The mailbox that the CRM expects, or else the first that works. */
const connectionOf = async ({ service, serviceOrigin, pageOrigin }: Stage, { email, userToken }: Writer): Promise<Connection | undefined> => {
  const headers = { authorization: `Bearer ${userToken}`, origin: pageOrigin, 'x-requested-with': 'larkspur-crm' };
  const answer: unknown = await (await service(new Request(serviceOrigin + endpoints.connections, { headers }))).json();
  const view = decode(connectionsViewSchema, answer);
  if (!view.ok) return undefined;
  return view.value.connections.find((each) => each.email === email) ?? view.value.connections[0];
};

const words = (writer: Writer, { name, company }: Contact): string =>
  `Hello ${name.split(' ')[0] ?? name},\n\nhere is our offer for ${company} for the coming year. Do you have any questions?\n\nBest wishes,\n${writer.name}\n`;

/** The last mail to this contact, or one that the CRM sends now. */
const mailTo = ({ google, clock }: Stage, writer: Writer, { email }: Connection, contact: Contact): SentMail => {
  const from: Contact = { name: writer.name, company: 'Northpeak', email };
  const known = google.mailbox(email).mails.findLast(({ labels, head }) => labels.includes('SENT') && head.to.includes(contact.email));
  const subject = known?.head.subject ?? `Our offer for ${contact.company}`;
  const text = words(writer, contact);
  const at = known?.at ?? clock.now();
  const messageId = known?.head.messageId ?? google.deliver(email, { from: addressOf(from), to: addressOf(contact), subject, text }, { labels: ['SENT'] }).messageId ?? '';
  return { from, to: contact, subject, text, messageId, at };
};

const trackingOf = ({ user, org }: Writer, { id }: Connection, { messageId, subject, to, at }: SentMail): TrackMail => ({
  user,
  org,
  connectionId: id,
  messageId,
  subject,
  recipients: [to.email],
  sentAt: new Date(at).toISOString(),
  // It comes back with whatever answers this mail, whoever writes that.
  reference: to.email,
});
