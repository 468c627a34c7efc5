import { assert } from '@open-wc/testing';
import { speak } from '../../src/client/messages/catalogue.ts';
import { givenConnection } from '../client/given-mail-client.ts';
import { givenWizard, heading, press, settled, type World } from './given-wizard.ts';

/** The words of a language come in a chunk of their own. */
const spoken = async ({ wizard }: World, lang: string): Promise<void> => {
  while (wizard.shadowRoot?.querySelector('[lang]')?.getAttribute('lang') !== lang) await settled(wizard);
};

describe('the language of the wizard', () => {
  afterEach(async () => {
    document.documentElement.removeAttribute('lang');
    await speak('en');
  });

  it('is the one its own attribute names, whatever the page speaks', async () => {
    document.documentElement.lang = 'en';
    const world = await givenWizard({ attributes: { locale: 'fr' } });
    await spoken(world, 'fr');
    assert.equal(heading(world), 'Utilisez votre Gmail dans Larkspur CRM');
  });

  it('is else that of the page around it', async () => {
    document.documentElement.lang = 'fr-CA';
    const world = await givenWizard({ attributes: { locale: '' } });
    await spoken(world, 'fr');
    assert.equal(heading(world), 'Utilisez votre Gmail dans Larkspur CRM');
  });

  it('follows the page while the wizard stands in it', async () => {
    document.documentElement.lang = 'en';
    const world = await givenWizard({ attributes: { locale: '' } });
    await spoken(world, 'en');
    document.documentElement.lang = 'fr';
    await spoken(world, 'fr');
    assert.equal(heading(world), 'Utilisez votre Gmail dans Larkspur CRM');
    document.documentElement.lang = 'en';
    await spoken(world, 'en');
    assert.equal(heading(world), 'Use your Gmail in Larkspur CRM');
  });

  it('follows its own attribute in the middle of the walk, and keeps the step', async () => {
    const world = await givenWizard();
    await press(world, 'Get Started');
    world.wizard.locale = 'fr';
    await spoken(world, 'fr');
    assert.equal(heading(world), 'Comment envoyez-vous vos e-mails\u00a0?');
  });

  it('is English, and says so, where we have no words in the language of the page', async () => {
    const world = await givenWizard({ attributes: { locale: 'ja' } });
    await spoken(world, 'en');
    assert.equal(heading(world), 'Use your Gmail in Larkspur CRM');
  });

  it('writes dates as the page’s own region does', async () => {
    const world = await givenWizard({ attributes: { locale: 'en-GB' }, connections: [givenConnection({ connectedAt: '2026-01-05T12:00:00.000Z' })] });
    assert.include(world.wizard.shadowRoot?.textContent ?? '', 'connected since 5 January');
  });
});
