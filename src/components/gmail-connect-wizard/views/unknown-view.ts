import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ClientFailure } from '../../../client/mail-client.ts';
import { icon } from '../../shared/icon.ts';
import { failureWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { button } from './frame.ts';

/** Nothing is known of the person's connections, and the service could not be asked. */
export const unknownView = ({ sendCard }: Model, failure: ClientFailure): TemplateResult => {
  const { heading, holds, sign } = failureWords(failure);
  return html`<section class="sheet part" part="card">
    <div class="unknown"><span class="tile warn" aria-hidden="true">${icon(sign)}</span>
      <div class="flow">
        <h3 class="heading" tabindex="-1">${heading}</h3>
        <p class="soft">${holds}</p>
        <div class="actions">${button({ label: msg('Try again'), icon: 'refresh', press: () => sendCard({ do: 'refresh' }) }, 'primary')}</div>
      </div>
    </div>
  </section>`;
};
