import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** A link that leaves the page and says so to those who cannot see that it does. */
export const outside = (href: string, words: string): TemplateResult =>
  html`<a class="link" href=${href} target="_blank" rel="noopener noreferrer">${words}<span class="sr"> (${msg('opens in a new tab')})</span></a>`;
