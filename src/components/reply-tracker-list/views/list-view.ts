import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { assertNever } from '../../../contract/outcome.ts';
import { isNarrowed } from '../looking.ts';
import type { Model } from '../model.ts';
import { emptyView, failedView, loadingView, nothingMatchesView } from './blank-view.ts';
import { filtersView } from './filters-view.ts';
import { headView } from './head-view.ts';
import { menuView } from './menu-view.ts';
import { noticesView } from './notices-view.ts';
import { readerView } from './reader-view.ts';
import { rowsView } from './rows-view.ts';

/** What a person sees, as a function of what is known. */
export const listView = (model: Model): TemplateResult => html`<section class="sheet ${model.dense ? 'dense' : 'comfortable'}" part="list" aria-labelledby="title" aria-busy=${model.feed.kind === 'loading' ? 'true' : 'false'}>
    ${headView(model)}${bodyView(model)}
    ${model.looking.menu !== undefined && model.looking.opened === undefined ? menuView(model, model.looking.menu) : nothing}
  </section>${readerView(model)}`;

const bodyView = (model: Model): TemplateResult => {
  const { feed, counts, looking, threads } = model;
  switch (feed.kind) {
    case 'loading':
      return loadingView();
    case 'failed':
      return failedView(model, feed.failure);
    case 'shown':
      if (counts.all === 0 && !isNarrowed(looking.narrowing)) return html`${noticesView(model)}${emptyView(model)}`;
      return html`${filtersView(model)}${noticesView(model)}${threads.length === 0 ? nothingMatchesView(model) : rowsView(model)}
        ${feed.filling ? html`<p class="filling small" role="status">${msg('Older replies are still on their way; a search does not see them yet.')}</p>` : nothing}`;
    default:
      return assertNever(feed);
  }
};
