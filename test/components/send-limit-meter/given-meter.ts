import { fixture, html, waitUntil } from '@open-wc/testing';
import { speak } from '../../../src/client/messages/catalogue.ts';
import { createMeter, settled, type Given, type World } from './meter-world.ts';

/** The element in a page of this width. */
export const givenMeter = async (given: Given = {}, width = 820): Promise<World> => {
  await speak('en');
  const world = createMeter(given);
  const around = await fixture<HTMLElement>(html`<main></main>`);
  around.style.inlineSize = `${width}px`;
  around.append(world.meter);
  await waitUntil(() => world.meter.shadowRoot?.querySelector('#title, .inline'), 'Nothing is drawn.');
  await settled(world.meter);
  return world;
};

export const all = <E extends HTMLElement>({ meter }: Pick<World, 'meter'>, selector: string): E[] => [...(meter.shadowRoot?.querySelectorAll<E>(selector) ?? [])];

export const one = <E extends HTMLElement>(world: Pick<World, 'meter'>, selector: string): E => {
  const [found] = all<E>(world, selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
};

export const read = (element: HTMLElement): string => element.innerText.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
