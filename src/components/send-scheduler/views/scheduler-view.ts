import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { assertNever } from '../../../contract/outcome.ts';
import { keyOf } from '../../../client/outgoing/entries-of.ts';
import type { Kind } from '../../../client/outgoing/outgoing-rows.ts';
import { keptWords } from '../../shared/kept-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { batchView } from './batch-view.ts';
import { blank, emptyView, failedView, ghosts } from './blank-view.ts';
import { composeView } from './compose-view.ts';
import { noticesView } from './notices-view.ts';
import { movedView } from './order-view.ts';
import { rowView } from './row-view.ts';
import { toastView } from './toast-view.ts';

/** What a person sees, as a function of what is known: the form while something is written, else what leaves. */
export const schedulerView = (model: Model): TemplateResult =>
  html`<section class="sheet" part="scheduler" aria-labelledby="heading" aria-busy=${model.feed.kind === 'loading' ? 'true' : 'false'}>${model.compose.kind !== 'closed' ? composeView(model) : model.hours.isOpen ? model.hours.face(model) : html`${headView(model)}${model.hours.bar(model)}${bodyView(model)}`}</section>${toastView(model)}`;

const headView = ({ counts, feed, mailboxes, send, tag }: Model): TemplateResult => {
  const numbers = [
    counts.waiting > 0 ? msg(str`${counts.waiting.toLocaleString(tag)} waiting`) : '',
    counts.asking > 0 ? msg(str`${counts.asking.toLocaleString(tag)} to decide`) : '',
  ].filter(Boolean);
  return html`<header class="head" part="header"><h2 id="heading" tabindex="-1">${msg('Outgoing email')}</h2><span class="small numbers">${numbers.join(' · ')}</span>${feed.kind === 'shown' ? html`<button class="btn small-btn" @click=${() => send({ do: 'write' })}>${schedulerIcon('plus')}${msg('New email')}</button>` : nothing}${feed.kind === 'shown' && mailboxes.length > 0 ? html`<button class="tool" aria-label=${msg('Sending hours')} title=${msg('Sending hours')} @click=${() => send({ do: 'hours' })}>${schedulerIcon('clock')}</button>` : nothing}</header>`;
};

const bodyView = (model: Model): TemplateResult => {
  const { feed, counts } = model;
  switch (feed.kind) {
    case 'loading':
      return ghosts();
    case 'failed':
      return failedView(model, feed.failure);
    case 'shown':
      return html`${noticesView(model)}${counts.all === 0 ? emptyView(model) : html`${kindsView(model)}${rowsView(model)}`}`;
    default:
      return assertNever(feed);
  }
};

const kindName: Readonly<Record<Kind, () => string>> = {
  all: () => msg('All'),
  asking: () => msg('To decide'),
  waiting: () => msg('Waiting'),
  sent: () => msg('Sent'),
  stopped: () => msg('Not sent'),
};

const kindsView = ({ counts, looking, send, tag }: Model): TemplateResult =>
  html`<div class="kinds" part="filters" role="group" aria-label=${msg('Which emails')}>${(['all', 'asking', 'waiting', 'sent', 'stopped'] as const)
    .filter((kind) => kind === 'all' || counts[kind] > 0 || kind === looking.kind)
    .map((kind) => html`<button class="kind" aria-pressed=${looking.kind === kind} @click=${() => send({ do: 'narrow', kind })}>${kindName[kind]()} <span>${counts[kind].toLocaleString(tag)}</span></button>`)}</div>`;

const rowsView = (model: Model): TemplateResult => {
  const { mails, entries, looking, send, tag } = model;
  if (mails.length === 0) return blank('check', msg('Nothing here any more'), msg('The other kinds have what you are looking for.'), html`<button class="btn" @click=${() => send({ do: 'narrow', kind: 'all' })}>${msg('Show all')}</button>`);
  const more = entries.length - looking.most;
  return html`${movedView(model)}<ul class="rows" aria-label=${msg('Outgoing email')}>${repeat(entries.slice(0, looking.most), keyOf, (entry) => (entry.kind === 'batch' ? batchView(model, entry.batch, entry.isOpen) : rowView(model, entry.mail, entry.inside)))}</ul>
    ${more > 0 ? html`<div class="foot"><button class="btn small-btn" @click=${() => send({ do: 'more' })}>${msg(str`Show more (${more.toLocaleString(tag)})`)}</button></div>` : nothing}
    <p class="foot small">${keptWords()}</p>`;
};
