import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { momentIn, momentOf } from '../times.ts';

/** More than these would be a list of its own. */
const mostOffered = 3;

/** Above the form: that another window has the draft, that it is here again, or which others there are. */
export const draftBar = (model: Model, { editing, restoredAt }: Omit<Writing, 'kind'>): TemplateResult | typeof nothing => {
  const { draft, send, now, tag, looking } = model;
  if (editing !== undefined || looking.leaving !== undefined) return nothing;
  if (draft.stand.kind === 'apart') {
    const fact = draft.stand.gone ? msg('This draft was sent or discarded in another window.') : msg('This draft was changed in another window.');
    return html`<div class="bar warn" part="notice" role="alert">${schedulerIcon('alert')}<p class="grow"><b>${fact}</b> ${msg('What you write here is not being saved. Nothing there is overwritten.')}</p><button type="button" class="btn small-btn" @click=${() => send({ do: 'keep-apart' })}>${msg('Save mine as a draft of its own')}</button></div>`;
  }
  const others = draft.others.slice(0, mostOffered).map(({ id, savedAt }) => html`<button type="button" class="link" @click=${() => send({ do: 'show-draft', id })}>${momentOf(new Date(savedAt), now, tag)}</button>`);
  if (restoredAt !== undefined) {
    return html`<div class="bar calm" part="notice">${schedulerIcon('pencil')}<p class="grow"><b data-news>${msg(str`The draft saved ${momentIn(new Date(restoredAt), now, tag)} is here again.`)}</b>${others.length === 0 ? nothing : html` <span class="line wrap">${msg('Other drafts:')} ${others}</span>`}</p><span class="line wrap"><button type="button" class="btn small-btn" @click=${() => send({ do: 'ask-discard' })}>${msg('Discard')}</button><button type="button" class="btn small-btn" @click=${() => send({ do: 'write-another' })}>${msg('Write another')}</button></span></div>`;
  }
  if (others.length === 0) return nothing;
  return html`<div class="bar calm" part="notice">${schedulerIcon('pencil')}<p class="grow line wrap">${draft.others.length === 1 ? msg('A draft is kept:') : msg('Drafts are kept:')} ${others}</p></div>`;
};

/** Below the text: what the service has of it. */
export const draftLine = (model: Model, { editing }: Omit<Writing, 'kind'>): TemplateResult | typeof nothing => {
  const { send, draft } = model;
  if (editing !== undefined) return nothing;
  const isKept = draft.stand.kind !== 'blank';
  // Told when it fails; that it goes well is there to be read.
  return html`<p class="draft small line wrap" part="draft"><span class="grow" role=${draft.stand.kind === 'away' || draft.stand.kind === 'refused' ? 'status' : nothing}>${standWords(model)}</span>${isKept ? html`<button type="button" class="link" @click=${() => send({ do: 'ask-discard' })}>${msg('Discard draft')}</button>` : nothing}</p>`;
};

const standWords = ({ draft: { stand }, now, tag }: Model): string => {
  switch (stand.kind) {
    case 'blank':
      return msg('A draft is saved while you write.');
    case 'typing':
    case 'saving':
      return msg('Saving the draft');
    case 'saved':
      return msg(str`Draft saved ${momentIn(new Date(stand.at), now, tag)}`);
    case 'away':
      return `${refusalWords(stand.failure, now, tag)} ${msg('The draft is not saved yet; it is tried again by itself.')}`;
    case 'refused':
      return stand.failure.code === 'drafts-too-many' ? msg('Not saved: there are too many drafts. Discard one that you do not need.') : `${msg('The draft is not saved.')} ${refusalWords(stand.failure, now, tag)}`;
    case 'apart':
      return msg('The draft is not saved.');
    default:
      return assertNever(stand);
  }
};
