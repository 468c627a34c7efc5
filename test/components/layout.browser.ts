import { assert, fixture, html } from '@open-wc/testing';
import { speak, type Language } from '../../src/client/messages/catalogue.ts';
import { ShownState } from './shown-state.ts';
import { states, type StateName } from './states.ts';

const names = Object.keys(states) as StateName[];

const shown = async (name: StateName, width: number): Promise<ShownState> => {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.inlineSize = `${width}px`;
  const element = new ShownState();
  element.name = name;
  box.append(element);
  await element.updateComplete;
  return element;
};

const everything = ({ shadowRoot }: ShownState): HTMLElement[] =>
  [...(shadowRoot?.querySelectorAll<HTMLElement>(':not(wbr)') ?? [])].filter((each) => each.checkVisibility() && !each.closest('.sr') && getComputedStyle(each).clipPath === 'none');

/** What is cut off at its own edge or stands out of the element. */
const clipped = (element: ShownState): string[] => {
  const edge = element.getBoundingClientRect();
  return everything(element)
    .filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < edge.left - 1 || right > edge.right + 1 || (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible');
    })
    .map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`);
};

const smallTargets = (element: ShownState): string[] =>
  everything(element)
    .filter((each) => each.matches('button, a, summary, label'))
    .filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map((each) => each.textContent.trim());

/** Words grow by two fifths in other languages; the longest word grows, too. */
const stretch = (element: ShownState): void => {
  const texts = document.createTreeWalker(element.shadowRoot ?? element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.textContent ?? '';
    if (words.trim()) text.textContent = words.replaceAll(/\p{L}{3,}/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)));
  }
};

const everywhere = async (check: (element: ShownState) => string[], widths: readonly number[]): Promise<void> => {
  for (const width of widths) {
    for (const name of names) {
      const element = await shown(name, width);
      assert.deepEqual(check(element), [], `${name} at ${width} px`);
      element.parentElement?.remove();
    }
  }
};

describe('the layout of every state', () => {
  afterEach(async () => {
    document.documentElement.dir = '';
    document.documentElement.style.fontSize = '';
    await speak('en');
  });

  for (const language of ['en', 'fr'] satisfies Language[]) {
    it(`cuts nothing off from 280 to 1280 px, in ${language}`, async function () {
      this.timeout(30_000);
      await speak(language);
      await everywhere(clipped, [280, 320, 460, 600, 1280]);
    });
  }

  it('cuts nothing off where words are two fifths longer', async () => {
    await everywhere((element) => (stretch(element), clipped(element)), [280, 640]);
  });

  it('cuts nothing off from right to left', async () => {
    document.documentElement.dir = 'rtl';
    await everywhere(clipped, [280, 640]);
  });

  it('cuts nothing off in a page whose rules are meant for everything', async () => {
    const rules = document.createElement('style');
    rules.textContent = `* { all: unset } style { display: none }
      div { display: block; font: italic 10px/3 serif; letter-spacing: 4px; text-indent: 40px; text-transform: uppercase; white-space: pre; word-break: break-all; word-spacing: 9px }`;
    document.head.append(rules);
    await everywhere(clipped, [280, 640]);
    const { shadowRoot } = await shown('step 4', 640);
    const { fontSize, whiteSpace, textTransform } = getComputedStyle(shadowRoot?.querySelector('#heading') ?? document.body);
    rules.remove();
    assert.deepEqual([fontSize, whiteSpace, textTransform], ['15.96px', 'normal', 'none']);
  });

  it('cuts nothing off at twice the size of text', async () => {
    document.documentElement.style.fontSize = '200%';
    await everywhere(clipped, [320, 640]);
  });

  it('has targets of 24 px and more', async () => {
    await everywhere(smallTargets, [280, 640]);
  });

  it('turns the rail to the other side from right to left', async () => {
    const sides = async (): Promise<boolean> => {
      const { shadowRoot } = await shown('step 4', 640);
      const at = (selector: string): number => shadowRoot?.querySelector(selector)?.getBoundingClientRect().left ?? 0;
      return at('.progress') < at('.step');
    };
    assert.isTrue(await sides());
    document.documentElement.dir = 'rtl';
    assert.isFalse(await sides());
  });

  it('takes the colours of the host, and theme before the colour scheme of the page', async () => {
    const element = await shown('step 4', 640);
    const sheet = element.shadowRoot?.querySelector('.sheet');
    const ground = (): string => (sheet ? getComputedStyle(sheet).backgroundColor : '');
    assert.equal(ground(), 'rgb(255, 255, 255)');
    element.setAttribute('theme', 'dark');
    await element.updateComplete;
    assert.equal(ground(), 'rgb(22, 24, 29)');
    element.parentElement?.style.setProperty('--gck-bg', 'rgb(1, 2, 3)');
    assert.equal(ground(), 'rgb(1, 2, 3)');
  });
});
