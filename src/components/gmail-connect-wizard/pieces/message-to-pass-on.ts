import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Model } from '../model.ts';

/** A text for somebody else, to be copied or selected. */
export const messageToPassOn = ({ copied }: Model, message: string): TemplateResult =>
  html`<p class="message" part="message">${message}</p><p class="small" role="status">${copied === message ? msg('Copied.') : nothing}</p>`;
