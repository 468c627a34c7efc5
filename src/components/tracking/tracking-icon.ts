import type { TemplateResult } from 'lit';
import { drawn } from '../shared/icon.ts';

/** Signs of the check-up alone, on the grid of all others. */
const paths = {
  filter: 'M2 3h12L9.5 8.7v3.6L6.5 14V8.7z',
  'auto-forwarding': 'm9.5 4 4 4-4 4M13 8H7a4.5 4.5 0 0 0-4.5 4.5',
  'vacation-responder': 'M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z',
} as const;

export const trackingIcon = (name: keyof typeof paths): TemplateResult => drawn(paths[name], name === 'auto-forwarding');
