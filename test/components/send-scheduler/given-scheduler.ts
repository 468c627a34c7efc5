import { fixture, html, waitUntil } from '@open-wc/testing';
import { speak } from '../../../src/client/messages/catalogue.ts';
import { createScheduler, settled, type Given, type World } from './scheduler-world.ts';

/** The element in a page of this width. */
export const givenScheduler = async (given: Given = {}, width = 900): Promise<World> => {
  await speak('en');
  const world = createScheduler(given);
  const around = await fixture<HTMLElement>(html`<main></main>`);
  around.style.inlineSize = `${width}px`;
  around.append(world.scheduler);
  await waitUntil(() => world.scheduler.shadowRoot?.querySelector('#heading'), 'Nothing is drawn.');
  await settled(world.scheduler);
  return world;
};

export const all = <E extends HTMLElement>({ scheduler }: Pick<World, 'scheduler'>, selector: string): E[] => [...(scheduler.shadowRoot?.querySelectorAll<E>(selector) ?? [])];

export const one = <E extends HTMLElement>(world: Pick<World, 'scheduler'>, selector: string): E => {
  const [found] = all<E>(world, selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
};

export const read = (element: HTMLElement): string => element.innerText.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();

/** Presses the first control with these words, or this label. */
export const press = async (world: World, words: string): Promise<void> => {
  const named = (each: HTMLElement): string => (each.getAttribute('aria-label') ?? each.textContent).replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
  const found = all(world, 'button, a, label.slot, label.option').find((each) => named(each) === words || named(each).startsWith(words));
  if (!found) throw new Error(`There is no “${words}”`);
  found.click();
  await settled(world.scheduler);
};

/** Types into the field of this id, as a person does. */
export const type = async (world: World, selector: string, words: string): Promise<void> => {
  const field = one<HTMLInputElement>(world, selector);
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(world.scheduler);
};

/** Chooses these files, as by the button. */
export const attach = async (world: World, ...files: readonly File[]): Promise<void> => {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  const field = one<HTMLInputElement>(world, 'input[type=file]');
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(world.scheduler);
};

/** A file of that size with nothing in it that matters. */
export const fileOf = (name: string, bytes: number): File => new File([new Uint8Array(bytes)], name);
