import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Model } from '../model.ts';
import { keyOf } from '../stretch.ts';
import { threadView } from './row-view.ts';
import { number } from './head-view.ts';

/** The rows that can be seen, with room for the others above and below, and the measures of a row of this size. */
export const rowsView = (model: Model): TemplateResult => {
  const { stretch, slots, threads, looking, send, tag } = model;
  const shown = threads.slice(stretch.first, stretch.last);
  const count = looking.above;
  return html`<div class="around">${count > 0 ? html`<button class="btn solid accent above" @click=${() => send({ do: 'go-to-top' })}>${msg(str`${number(count, tag)} new`)}</button>` : nothing}
    <div class="scroll">
      <div class="ruler" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
      <div class="rows" role="feed" tabindex="-1" aria-label=${msg('Replies')} aria-busy="false" .style=${`padding-block:${stretch.above}px ${stretch.below}px`}>${repeat(shown, (thread) => slots.get(keyOf(thread)), (thread, index) => threadView(model, thread, stretch.first + index))}</div>
    </div>
  </div>`;
};
