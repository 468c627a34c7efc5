import { html, type TemplateResult } from 'lit';

/** Drawn on a grid of 16, one stroke each. The words beside an icon carry its meaning, so it is hidden from readers. */
const paths = {
  alert: 'M8 2.3 14.3 13.5H1.7zM8 6.5v3.2M8 11.6v.1',
  check: 'm3.5 8.5 3 3 6-7',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  clock: 'M8 1.8a6.2 6.2 0 1 0 .1 0M8 4.5V8l2.5 1.5',
  cross: 'm4 4 8 8M12 4l-8 8',
  gear: 'M8 3.8a4.2 4.2 0 1 0 .1 0M8 6.7a1.3 1.3 0 1 0 .1 0M8 1.6v2.2M8 12.2v2.2M1.6 8h2.2M12.2 8h2.2M3.5 3.5 5 5M11 11l1.5 1.5M3.5 12.5 5 11M11 5l1.5-1.5',
  lock: 'M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  mail: 'M2 3.7h12v8.8H2zM2.3 4.2 8 9l5.7-4.8',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.8v2.8h-2.8',
  reply: 'm6.5 4-4 4 4 4M3 8h6a4.5 4.5 0 0 1 4.5 4.5',
  send: 'M14 2 7 9M14 2 9.5 14 7 9 2 6.5z',
  shield: 'M8 1.8 13 4v4c0 3-2 5.2-5 6.2C5 13.2 3 11 3 8V4z',
  window: 'M9.5 2.5h4v4M13.5 2.5 8 8M12 9.5v4H2.5V4h4',
} as const;

export type IconName = keyof typeof paths;

/** All but these look the same from both sides; these turn round where text runs from right to left. */
const pointing = /^(chevron|reply|send|window)$/;

export const icon = (name: IconName): TemplateResult => drawn(paths[name], pointing.test(name));

export const drawn = (path: string, turnsRound = false): TemplateResult =>
  html`<svg class=${turnsRound ? 'flip' : ''} viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`;
