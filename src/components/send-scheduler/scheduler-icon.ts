import type { TemplateResult } from 'lit';
import { drawn, icon } from '../shared/icon.ts';

/** Signs of the scheduler alone, on the same grid of 16. */
const paths = {
  clip: 'm13 7.4-5.2 5.2a3.1 3.1 0 0 1-4.4-4.4l5.6-5.6a2.1 2.1 0 0 1 3 3l-5.6 5.6a1.1 1.1 0 0 1-1.5-1.5L9.8 4.8',
  cloud: 'M4.8 12.5h6.7a2.7 2.7 0 0 0 .3-5.4A4 4 0 0 0 4.2 6.3A3.1 3.1 0 0 0 4.8 12.5M2 14 14 2',
  down: 'M8 3v10M4 9l4 4 4-4',
  first: 'M3.5 2.5h9M8 14V5.5M4.2 9.2 8 5.4l3.8 3.8',
  pause: 'M8 1.8a6.2 6.2 0 1 0 .1 0M6.6 5.8v4.4M9.4 5.8v4.4',
  pencil: 'm3 13 .7-3L10.8 2.9l2.3 2.3L6 12.3zM9.3 4.4l2.3 2.3',
  plus: 'M8 3v10M3 8h10',
  question: 'M8 1.8a6.2 6.2 0 1 0 .1 0M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.4v.1',
  spread: 'M2.5 4h11M2.5 8h7M2.5 12h9',
  up: 'M8 13V3M4 7l4-4 4 4',
  stop: 'M8 1.8a6.2 6.2 0 1 0 .1 0M3.7 3.7l8.6 8.6',
} as const;

export type SchedulerIcon = keyof typeof paths | 'alert' | 'check' | 'clock' | 'cross' | 'mail' | 'refresh' | 'send' | 'window';

export const schedulerIcon = (name: SchedulerIcon): TemplateResult => (name in paths ? drawn(paths[name as keyof typeof paths]) : icon(name as Exclude<SchedulerIcon, keyof typeof paths>));
