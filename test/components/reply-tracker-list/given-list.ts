import { fixture, html, waitUntil } from '@open-wc/testing';
import { speak } from '../../../src/client/messages/catalogue.ts';
import { createList, settled, type Given, type World } from './list-world.ts';

/** The element in a page of this width. */
export const givenList = async (given: Given = {}, width = 720): Promise<World> => {
  await speak('en');
  const world = createList(given);
  const around = await fixture<HTMLElement>(html`<main></main>`);
  around.style.inlineSize = `${width}px`;
  around.append(world.list);
  await waitUntil(() => world.list.shadowRoot?.querySelector('#title'), 'Nothing is drawn.');
  await settled(world.list);
  return world;
};

export const all = <E extends HTMLElement>({ list }: Pick<World, 'list'>, selector: string): E[] => [...(list.shadowRoot?.querySelectorAll<E>(selector) ?? [])];

export const one = <E extends HTMLElement>(world: Pick<World, 'list'>, selector: string): E => {
  const [found] = all<E>(world, selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
};

/** Presses the button with these words, or this label. */
export const press = async (world: World, words: string): Promise<void> => {
  const named = (each: HTMLElement): string => each.getAttribute('aria-label') ?? each.textContent.replaceAll(/\s+/g, ' ').trim();
  const found = all(world, 'button, a').find((each) => named(each) === words || named(each).startsWith(`${words} `));
  if (!found) throw new Error(`There is no “${words}”`);
  found.click();
  await settled(world.list);
};
