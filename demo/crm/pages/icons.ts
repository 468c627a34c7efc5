import { Markup } from '../../markup.ts';

const icon = (paths: string, size = 18): Markup =>
  new Markup(
    `<svg width="${size}" height="${size}" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

/** The demo's own drawings, on a grid of 20. */
export const icons = {
  brand: icon('<path d="M10 16.8V8.4M10 8.4c0-2.8 1.7-5 5-5.2 0 3.2-1.9 5.2-5 5.2zM10 11.6c0-2.3-1.5-4-4.4-4.2 0 2.7 1.7 4.2 4.4 4.2z"/>', 16),
  gear: icon(
    '<circle cx="10" cy="10" r="2.5"/><path d="M8.6 2.9h2.8l.4 2 1.6.9 1.9-.7 1.4 2.4-1.5 1.4v1.9l1.5 1.4-1.4 2.4-1.9-.7-1.6.9-.4 2H8.6l-.4-2-1.6-.9-1.9.7-1.4-2.4 1.5-1.4V8.9L3.3 7.5l1.4-2.4 1.9.7 1.6-.9z"/>',
  ),
  people: icon('<circle cx="7.8" cy="7" r="2.8"/><path d="M2.5 16c.6-2.6 2.7-4 5.3-4s4.7 1.4 5.3 4M13.2 4.4a2.8 2.8 0 0 1 0 5.2M15 12.4c1.4.6 2.3 1.8 2.6 3.6"/>'),
  globe: icon('<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c1.9 2 2.9 4.3 2.9 7s-1 5-2.9 7c-1.9-2-2.9-4.3-2.9-7s1-5 2.9-7z"/>'),
  moon: icon('<path d="M16.4 11.9A6.8 6.8 0 1 1 8.1 3.6a5.4 5.4 0 0 0 8.3 8.3z"/>'),
  sun: icon('<circle cx="10" cy="10" r="3.2"/><path d="M10 2.6v1.9M10 15.5v1.9M2.6 10h1.9M15.5 10h1.9M4.8 4.8l1.3 1.3M13.9 13.9l1.3 1.3M4.8 15.2l1.3-1.3M13.9 6.1l1.3-1.3"/>'),
  next: icon('<path d="m7.5 5 5 5-5 5"/>', 16),
} as const;
