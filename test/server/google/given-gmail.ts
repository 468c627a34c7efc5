import { createHash } from 'node:crypto';
import { createEmulatedGoogle, type EmulatedGoogle } from '../../../demo/google/emulated-google.ts';
import type { OutsideMail } from '../../../demo/google/gmail/deliver.ts';
import { listen } from '../../../demo/listen.ts';
import { createGmail } from '../../../src/server/google/gmail-client.ts';
import type { GmailPort } from '../../../src/server/google/gmail-port.ts';
import { clockAt, settingsWith, type TestClock } from '../given-ports.ts';

export const lea = 'lea@northpeak.example';
export const hugo = 'hugo@northpeak.example';
export const anna = 'Anna Berg <anna.berg@globex.example>';

export interface GivenGmail {
  readonly google: EmulatedGoogle;
  readonly gmail: GmailPort;
  readonly clock: TestClock;
  /** What left for addresses that have no mailbox. */
  readonly outside: OutsideMail[];
  /** Every request of the client. */
  readonly asked: Request[];
  readonly access: (scopes?: readonly string[]) => string;
  close(): Promise<void>;
}

/** The client before the emulated Gmail, with a socket between them. */
export const startGmail = async (timeoutMs = 10_000): Promise<GivenGmail> => {
  const clock = clockAt();
  const outside: OutsideMail[] = [];
  let drawn = 0;
  const google = createEmulatedGoogle({
    origin: 'http://google.localhost',
    clients: [{ clientId: 'c', clientSecret: 's', project: 'p', product: 'Larkspur CRM', redirectUris: [], publishing: 'production' }],
    clock,
    // Different at each call, the same in each run, and a quick one: mailboxes draw for every mail.
    random: { bytes: (length) => createHash('shake256', { outputLength: length }).update(String((drawn += 1))).digest() },
    outside: (mail) => void outside.push(mail),
  });
  const asked: Request[] = [];
  const listening = await listen((request) => {
    asked.push(request);
    return google.fetch(request);
  }, 0);
  const settings = { ...settingsWith().google, gmailUrl: `http://127.0.0.1:${listening.port}`, timeoutMs };
  return {
    google,
    gmail: createGmail({ settings, clock }),
    clock,
    outside,
    asked,
    access: (scopes) => google.control.issueAccess(lea, scopes),
    close: () => listening.close(),
  };
};
