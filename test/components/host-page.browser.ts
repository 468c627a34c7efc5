import { assert, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { givenWizard, focused, heading, settled, type World } from './given-wizard.ts';
import { states } from './states.ts';

const key = async ({ wizard }: World, ...keys: readonly string[]): Promise<void> => {
  for (const each of keys) {
    await sendKeys({ press: each });
    await settled(wizard);
  }
};

describe('the wizard in a page', () => {
  afterEach(async () => emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' }));

  it('works in a host that allows nothing inline and requires trusted types', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/test/components/pages/strict.html';
    const told = oneEvent<MessageEvent<unknown>>(window, 'message');
    document.body.append(frame);
    const { data } = await told;
    frame.remove();
    assert.deepEqual(data, { violations: [], drawn: Object.keys(states).length, rules: 4 });
  });

  it('is walked by keyboard alone, from Get Started to Google’s window', async () => {
    const world = await givenWizard({ attributes: { providers: 'gmail outlook' } });
    await key(world, 'Tab', 'Tab', 'Tab');
    assert.equal(focused(world), 'Get Started');
    await key(world, 'Enter');
    assert.equal(heading(world), 'How do you send emails?');
    await key(world, 'Tab', 'ArrowDown');
    assert.equal(world.wizard.shadowRoot?.querySelector<HTMLInputElement>(':checked')?.value, 'outlook');
    await key(world, 'ArrowUp', 'Enter');
    assert.equal(heading(world), 'What Google will ask');
    await key(world, 'Tab', 'Tab', 'Enter');
    assert.equal(heading(world), 'Continue in Google’s window');
  });

  it('shows where the keyboard is by a ring of two pixels', async () => {
    const world = await givenWizard();
    await key(world, 'Tab', 'Tab', 'Tab');
    const active = world.wizard.shadowRoot?.activeElement;
    assert.isOk(active);
    assert.equal(getComputedStyle(active).outlineWidth, '2px');
  });

  it('moves nothing for those who asked for less motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const world = await givenWizard({ before: (client) => (client.answers.prepare = () => new Promise(() => undefined)) });
    await key(world, 'Tab', 'Tab', 'Tab', 'Enter', 'Tab', 'Enter');
    const spinner = world.wizard.shadowRoot?.querySelector('.spin');
    assert.isOk(spinner);
    assert.equal(getComputedStyle(spinner).animationName, 'none');
  });

  it('keeps its borders, and marks what is chosen, in forced colours', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const world = await givenWizard();
    await key(world, 'Tab', 'Tab', 'Tab', 'Enter');
    const chosen = world.wizard.shadowRoot?.querySelector('.choice');
    assert.isOk(chosen);
    assert.equal(getComputedStyle(chosen).outlineStyle, 'solid');
    assert.notEqual(getComputedStyle(chosen).borderTopStyle, 'none');
  });
});
