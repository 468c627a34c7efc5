import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SwitchChange } from '../../demo/google/control.ts';
import { newVisitor, type ChromiumTab } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

/** Refusals that end on a page of Google's own: nothing comes back, and only the person can see what it says. */
const demo = await openProduct();
const browser = await openChromium();

type Block = NonNullable<SwitchChange['blockedBy']>;

/** What stands in Google's window, the line that a person takes for it, and a part of what they are to pass on. */
type Refusal = readonly [block: Block, atGoogle: string | RegExp, line: string, message: RegExp];

const inEnglish: readonly Refusal[] = [
  ['administrator', /your administrator must review this app/, '“Your administrator must review this app”', /Admin console, Security, API controls/],
  ['internal-app', /this app can only be used within its organization/, '“This app can only be used within its organization”', /audience of the Google app to External/],
  ['test-users-only', /has not completed the Google verification process/, '“… has not completed the Google verification process”', /add me to its test users/],
  ['not-verified', /Google hasn’t verified this app/, '“Google hasn’t verified this app”', /have the Google app verified/],
  ['redirect-uri-mismatch', /Error 400: redirect_uri_mismatch/, '“Error 400: redirect_uri_mismatch”', new RegExp(`${demo.service.origin}/connect/callback`)],
  ['in-app-browser', /disallowed_useragent/, '“Error 403: disallowed_useragent”', new RegExp(`^${demo.crm.origin}/settings/email/connection$`)],
];

const inFrench: readonly Refusal[] = [
  ['administrator', /l’administrateur doit examiner cette application/, '« L’administrateur doit examiner cette application »', /console d’administration, Sécurité, Commandes des API/],
  ['internal-app', /cette application ne peut être utilisée que dans son organisation/, '« Cette application ne peut être utilisée que dans son organisation »', /audience de l’application Google sur Externe/],
  ['test-users-only', /n’a pas terminé la procédure de validation de Google/, '« … n’a pas terminé la procédure de validation de Google »', /de m’ajouter à ses utilisateurs de test/],
  ['not-verified', /Google n’a pas validé cette application/, '« Google n’a pas validé cette application »', /faire valider l’application Google/],
  ['redirect-uri-mismatch', /redirect_uri_mismatch/, '« Erreur 400 : redirect_uri_mismatch »', new RegExp(`${demo.service.origin}/connect/callback`)],
  ['in-app-browser', /disallowed_useragent/, '« Erreur 403 : disallowed_useragent »', new RegExp(`^${demo.crm.origin}/settings/email/connection$`)],
];

const asked = { en: 'What does Google’s window say?', fr: 'Que dit la fenêtre de Google ?' } as const;
const asksAfterMs = 61_000;

/** Up to where Google refuses: some refusals come before it asks who somebody is. */
const goOnAtGoogle = async (google: ChromiumTab, { says }: Person<ChromiumTab>, block: Block): Promise<void> => {
  if (block === 'redirect-uri-mismatch' || block === 'in-app-browser') return;
  await google.pressWith('button', mailbox);
  await google.type(says.password, 'any word');
  await google.press('button', says.next);
};

for (const [language, name, locale, refusals] of [['en', 'English', 'en-GB', inEnglish], ['fr', 'French', 'fr-FR', inFrench]] as const) {
  test(`a person whom Google keeps in its window finds in ${name} what it says, and what to do`, async () => {
    const { tab } = await newVisitor(browser, { locale });
    await tab.page.clock.install();
    const person = createPerson(tab, demo.crm.origin, language);
    await tab.goTo(`${demo.crm.origin}/settings/email/connection`);
    for (const [block, atGoogle, line, message] of refusals) {
      demo.google.control.change({ blockedBy: block });
      await person.walkToGoogle();
      const google = await person.openGoogle();
      await goOnAtGoogle(google, person, block);
      await google.page.getByText(atGoogle).first().waitFor();
      await tab.page.bringToFront();
      await tab.page.clock.fastForward(asksAfterMs);
      await tab.seesHeading(asked[language]);
      await tab.press('button', line);
      await tab.seesHeading(line);
      assert.match(await tab.page.locator('[part=message]').innerText(), message);
      await tab.press('button', person.says.cancel);
      await google.closed();
    }
  });
}
