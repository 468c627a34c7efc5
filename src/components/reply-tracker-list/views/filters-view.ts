import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Kind } from '../../../client/replies/reply-rows.ts';
import { listIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';
import { kindName } from '../words.ts';
import { number } from './head-view.ts';

const kinds: readonly Kind[] = ['all', 'replies', 'possible', 'automatic', 'bounces'];

/** What the list is narrowed to: buttons that are pressed or not, because the rows below are the same list. */
export const filtersView = (model: Model): TemplateResult => {
  const { looking, send } = model;
  const { narrowing } = looking;
  return html`<div class="narrow" part="filters">
    <div class="kinds" role="group" aria-label=${msg('Show')}>
      ${kinds.map((kind) => html`<button class="kind" aria-pressed=${narrowing.kind === kind} @click=${() => send({ do: 'narrow', to: { kind } })}>${kindName[kind]()} <span>${number(model.counts[kind], model.tag)}</span></button>`)}
    </div>
    <label class="search">${listIcon('search')}<input part="search" type="search" autocomplete="off" spellcheck="false" aria-label=${msg('Search by name, address or subject')} placeholder=${msg('Name, address, subject')} .value=${live(looking.typed)} @input=${({ target }: Event) => send({ do: 'search', words: (target as HTMLInputElement).value })} /></label>
  </div>`;
};
