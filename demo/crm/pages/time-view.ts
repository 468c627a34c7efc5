import { markup, type Markup } from '../../markup.ts';
import type { Language } from '../session.ts';

/** Day and time to the second, as whoever compares two logs needs them. */
export const timeView = (at: number, language: Language): Markup => {
  const words = new Date(at).toLocaleString(language === 'fr' ? 'fr' : 'en-GB', { dateStyle: 'short', timeStyle: 'medium' });
  return markup`<time datetime="${new Date(at).toISOString()}">${words}</time>`;
};
