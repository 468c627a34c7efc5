import { labels, type Labels, type Language } from './labels.ts';
import type { Tab } from './tab.ts';

/** Somebody who knows what the pages say and nothing of how they are made. */
export interface Person<T extends Tab> {
  readonly tab: T;
  readonly says: Labels;
  /** From the gear of the CRM to its Email Connection tab. */
  openEmailConnection(): Promise<void>;
  /** Steps 4 and 5, up to the OK of step 6. */
  walkToGoogle(): Promise<void>;
  /** OK; Google's window is what comes back. */
  openGoogle(): Promise<T>;
  /** Account, password, both boxes, Allow. */
  allowAtGoogle(google: Tab, email?: string): Promise<void>;
  seesConnected(email?: string): Promise<void>;
  /** All of it, from the Email Connection tab to the standing card. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export const mailbox = 'lea@northpeak.example';

export const createPerson = <T extends Tab>(tab: T, crmOrigin: string, language: Language = 'en'): Person<T> => {
  const says = labels[language];
  const person: Person<T> = {
    tab,
    says,
    openEmailConnection: async () => {
      await tab.goTo(crmOrigin);
      await tab.press('button', says.gear);
      await tab.press('link', says.settings);
      await tab.press('link', says.emailSettings);
      await tab.press('link', says.emailConnection);
    },
    walkToGoogle: async () => {
      await tab.press('button', says.getStarted);
      await tab.pressWith('radio', says.iUseGmail);
      await tab.press('button', says.next);
    },
    openGoogle: () => tab.windowOpenedBy(() => tab.press('button', says.ok)),
    allowAtGoogle: async (google, email = mailbox) => {
      await google.pressWith('button', email);
      await google.type(says.password, 'any word');
      await google.press('button', says.next);
      await google.tick(says.send);
      await google.tick(says.read);
      await google.press('button', says.allow);
    },
    seesConnected: async (email = mailbox) => {
      await tab.seesHeading(says.connected);
      await tab.sees(email);
      await tab.sees(says.useOfConnection);
    },
    connect: async () => {
      await person.walkToGoogle();
      const google = await person.openGoogle();
      await person.allowAtGoogle(google);
      await google.closed();
      await person.seesConnected();
      await tab.press('button', says.done);
    },
    disconnect: async () => {
      await tab.press('button', says.disconnect);
      await tab.seesHeading(says.disconnectQuestion);
      await tab.press('button', says.disconnect);
      await tab.seesHeading(says.title);
    },
  };
  return person;
};
