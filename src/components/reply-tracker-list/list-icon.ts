import type { TemplateResult } from 'lit';
import { drawn, icon } from '../shared/icon.ts';

/** Signs of the list alone, on the same grid of 16; the wizard does not load them. */
const paths = {
  bounce: 'm5.5 3-3.5 3 3.5 3M2 6h8a4 4 0 0 1 4 4v3M9 11l-3 3M6 11l3 3',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.8v3M10.5 1.8v3M5.8 10l1.6 1.5 2.8-3',
  cloud: 'M4.8 12.5h6.7a2.7 2.7 0 0 0 .3-5.4A4 4 0 0 0 4.2 6.3A3.1 3.1 0 0 0 4.8 12.5M2 14 14 2',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 0 .1 0',
  forward: 'm9.5 4 4 4-4 4M13 8H7a4.5 4.5 0 0 0-4.5 4.5',
  inbox: 'M2.5 9.5 4.2 3h7.6l1.7 6.5v4h-11zM2.5 9.5H6a2 2 0 0 0 4 0h3.5',
  info: 'M8 1.8a6.2 6.2 0 1 0 .1 0M8 7.3v4M8 4.8v.1',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1',
  moon: 'M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z',
  pencil: 'm3 13 .7-3L10.8 2.9l2.3 2.3L6 12.3zM9.3 4.4l2.3 2.3',
  search: 'M7 2.5a4.5 4.5 0 1 0 .1 0M10.3 10.3 14 14',
} as const;

export type ListIcon = keyof typeof paths | 'alert' | 'check' | 'chevron' | 'clock' | 'cross' | 'mail' | 'refresh' | 'reply' | 'send' | 'window';

const pointing: readonly ListIcon[] = ['bounce', 'forward'];

export const listIcon = (name: ListIcon): TemplateResult =>
  name in paths ? drawn(paths[name as keyof typeof paths], pointing.includes(name)) : icon(name as Exclude<ListIcon, keyof typeof paths>);
