import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Model } from '../model.ts';

/** To the page of the host where a mailbox is connected; where none is named, the host is told. */
export const connectControl = ({ settingsUrl, send }: Model, look: string): TemplateResult => {
  const words = msg('Connect a mailbox');
  return settingsUrl === undefined ? html`<button class=${look} @click=${() => send({ do: 'connect' })}>${words}</button>` : html`<a class=${look} href=${settingsUrl}>${words}</a>`;
};
