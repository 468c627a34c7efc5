import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { draftBar, draftLine } from './draft-view.ts';
import { drop, hover, left, paste } from '../take-files.ts';
import { filesView } from './files-view.ts';
import { fromView } from './from-view.ts';
import { peopleView } from './people-view.ts';
import { planView } from './plan-view.ts';

type Open = Exclude<Model['compose'], { readonly kind: 'closed' }>;

/** The form in which a mail is written or changed: its words on one side, when it leaves on the other. */
export const composeView = (model: Model): TemplateResult => {
  const compose = model.compose as Open;
  const { send } = model;
  const isEdit = compose.kind === 'writing' || compose.kind === 'saving' ? compose.editing !== undefined : compose.purpose === 'edit';
  return html`<header class="head" part="header"><h2 id="heading" tabindex="-1" class="grow">${isEdit ? msg('Change this email') : msg('New email')}</h2><button class="tool" aria-label=${msg('Close')} title=${msg('Close')} @click=${() => send({ do: 'close' })}>${schedulerIcon('cross')}</button></header>
    ${leavingView(model)}${bodyView(model, compose)}`;
};

const leavingView = ({ looking, draft, uploads, send }: Model): TemplateResult | typeof nothing => {
  if (looking.leaving === undefined) return nothing;
  const stay = html`<button class="btn small-btn" @click=${() => send({ do: 'keep-writing' })}>${msg('Keep writing')}</button>`;
  // What was written is safe; a file that has not arrived is not.
  const onlyFiles = looking.leaving === 'close' && draft.stand.kind === 'saved' && uploads.some(({ stand }) => stand.kind !== 'refused');
  return onlyFiles
    ? html`<div class="bar warn" part="notice" role="alert">${schedulerIcon('alert')}<p class="grow"><b>${msg('A file is not uploaded yet.')}</b> ${msg('The text stays a draft.')}</p>${stay}<button class="btn small-btn" @click=${() => send({ do: 'close-without-files' })}>${msg('Close without it')}</button></div>`
    : html`<div class="bar warn" part="notice" role="alert">${schedulerIcon('alert')}<p class="grow"><b>${msg('Discard what you wrote?')}</b> ${msg('It is kept nowhere else.')}</p>${stay}<button class="btn small-btn" @click=${() => send({ do: 'discard' })}>${msg('Discard')}</button></div>`;
};

const bodyView = (model: Model, compose: Open): TemplateResult => {
  const { send, now, tag } = model;
  switch (compose.kind) {
    case 'fetching':
      return html`<p class="fetching line soft" role="status"><i class="spin"></i>${msg('Fetching the text')}</p>`;
    case 'fetch-failed':
      return html`<div class="blank"><h3>${msg('The text could not be fetched')}</h3><p class="soft">${refusalWords(compose.failure, now, tag)}</p><div class="line wrap"><button class="btn" @click=${() => send({ do: 'open', id: compose.id, purpose: compose.purpose })}>${msg('Try again')}</button><button class="btn" @click=${() => send({ do: 'close' })}>${msg('Back to the list')}</button></div></div>`;
    default:
      return html`${draftBar(model, compose)}<form class="writing ${model.looking.hovering ? 'hovering' : ''}" part="compose" novalidate @dragover=${(event: DragEvent) => hover(model, event)} @dragleave=${(event: DragEvent) => left(model, event)} @drop=${(event: DragEvent) => drop(model, event)} @paste=${(event: ClipboardEvent) => paste(model, event)} @focusout=${() => send({ do: 'pause' })} @submit=${(event: Event) => {
        event.preventDefault();
        send({ do: 'save' });
      }}><div class="letter">${letterView(model, compose)}</div>${planView(model, compose)}</form>`;
  }
};

const letterView = (model: Model, writing: Omit<Writing, 'kind'>): TemplateResult => {
  const { send } = model;
  const { draft, editing } = writing;
  const formatted = draft.besides.html !== undefined;
  return html`<div class="mailbox">
      ${fromView(model, writing)}
      ${peopleView(model, writing, 'to', msg('To'), draft.withCopies ? nothing : html`<button type="button" class="link" @click=${() => send({ do: 'change', to: { withCopies: true } })}>${msg('Cc, Bcc')}</button>`)}
      ${draft.withCopies ? html`${peopleView(model, writing, 'cc', msg('Cc'))}${peopleView(model, writing, 'bcc', msg('Bcc'))}` : nothing}
      <div class="entry"><label for="subject">${msg('Subject')}</label><input id="subject" maxlength="998" autocomplete="off" .value=${live(draft.subject)} @input=${({ target }: InputEvent) => send({ do: 'change', to: { subject: (target as HTMLInputElement).value } })} /></div>
      <textarea class="text" rows="9" aria-label=${msg('Text of the email')} ?readonly=${formatted} .value=${live(draft.text)} @input=${({ target }: InputEvent) => send({ do: 'change', to: { text: (target as HTMLTextAreaElement).value } })}></textarea>
    </div>
    ${filesView(model, writing)}
    ${formatted ? html`<p class="small">${msg('The text has formatting and stays as it is. People, subject and time can be changed here.')}</p>` : nothing}
    ${draft.to.length > 1 && editing === undefined ? html`<label class="option"><input type="checkbox" .checked=${live(draft.separately)} @change=${({ target }: Event) => send({ do: 'change', to: { separately: (target as HTMLInputElement).checked } })} /><span>${msg('One email for each person; they do not see each other')}</span></label>` : nothing}
    ${draftLine(model, writing)}`;
};
