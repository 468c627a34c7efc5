import type { Browser } from 'playwright-core';
import type { DemoForTests } from '../../../demo/start-for-tests.ts';
import { newVisitor, type ChromiumTab, type Visitor } from '../chromium.ts';
import { mailbox, createPerson, type Person } from '../person.ts';
import type { Language } from '../labels.ts';

/** Everything a scene needs to come to its state, in one language. */
export interface Stage {
  readonly demo: DemoForTests;
  readonly language: Language;
  readonly visitor: Visitor;
  readonly person: Person<ChromiumTab>;
  readonly page: ChromiumTab['page'];
  readonly google: DemoForTests['google']['control'];
  /** The Email Connection tab, with nobody connected yet. */
  openTab(): Promise<void>;
  /** Up to Google's window, which is what comes back. */
  openGoogle(): Promise<ChromiumTab>;
  /** All of it, up to the end of the nine steps. */
  answer(google: ChromiumTab, email?: string): Promise<void>;
  /** Up to the standing card. */
  connected(): Promise<void>;
  /** Waits until the element shows a step, a card or a note with nothing pending. */
  settled(): Promise<void>;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

export const openStage = async (browser: Browser, demo: DemoForTests, language: Language): Promise<Stage> => {
  const visitor = await newVisitor(browser, { locale: locales[language], timesFaster: 5 });
  const { tab } = visitor;
  const person = createPerson(tab, demo.crm.origin, language);
  const stage: Stage = {
    demo,
    language,
    visitor,
    person,
    page: tab.page,
    google: demo.google.control,
    openTab: async () => {
      await tab.goTo(`${demo.crm.origin}/settings/email/connection`);
      await stage.settled();
    },
    openGoogle: async () => {
      await stage.openTab();
      await person.walkToGoogle();
      return person.openGoogle();
    },
    answer: (google, email = mailbox) => person.allowAtGoogle(google, email),
    connected: async () => {
      await stage.openTab();
      await person.connect();
      await tab.seesHeading(mailbox);
    },
    settled: async () => {
      const wizard = tab.page.locator('gmail-connect-wizard');
      await wizard.locator('[part="wizard"], [part="card"]').first().waitFor();
      await wizard.locator('[aria-busy="true"], .spin').first().waitFor({ state: 'detached' });
    },
  };
  return stage;
};
