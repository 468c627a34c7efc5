import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import { mailsOf } from '../../../client/outgoing/draft.ts';
import { lackWords, refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { forecastView } from './forecast-view.ts';
import { keptWords } from '../../shared/kept-words.ts';
import { whenView } from './when-view.ts';

/** The other side of the form: the time, what will happen, and the one button that makes it happen. */
export const planView = (model: Model, compose: Omit<Writing, 'kind'>): TemplateResult =>
  html`<div class="plan" part="plan">${whenView(model, compose)}${forecastView(model, compose)}${anyHourView(model, compose)}${refusedView(model, compose)}${goView(model, compose)}<p class="small">${keptWords()}</p></div>`;

/** Where the hours are what holds it, and once they were left aside. A mail that is changed keeps what it was queued with. */
const anyHourView = ({ send }: Model, { draft: { anyHour }, editing, forecast }: Omit<Writing, 'kind'>): TemplateResult | typeof nothing => {
  const isHeld = forecast.kind === 'shown' && forecast.forecast.because === 'sendHours';
  if (editing !== undefined || !(anyHour || isHeld)) return nothing;
  return html`<label class="option"><input type="checkbox" .checked=${live(anyHour)} @change=${({ target }: Event) => send({ do: 'change', to: { anyHour: (target as HTMLInputElement).checked } })} /><span>${msg('Leave outside my sending hours, this time')}</span></label>`;
};

const refusedView = ({ send, now, tag }: Model, { refused }: Omit<Writing, 'kind'>): TemplateResult | typeof nothing => {
  if (refused === undefined) return nothing;
  if (refused.kind === 'lack') return html`<div class="note warn" role="alert">${schedulerIcon('alert')}<b>${lackWords(refused.lack)}</b></div>`;
  const { failure } = refused;
  if (failure.code === 'outgoing-changed') {
    return html`<div class="note warn" role="alert">${schedulerIcon('alert')}<div class="grow"><b>${msg('Changed in another window')}</b><p>${msg('Nothing was saved. Reload shows the email as it is now; your words here are lost by that.')}</p><div class="line wrap"><button type="button" class="btn small-btn" @click=${() => send({ do: 'reload' })}>${msg('Reload')}</button><button type="button" class="btn small-btn" @click=${() => send({ do: 'overwrite' })}>${msg('Save mine instead')}</button></div></div></div>`;
  }
  // What the clocks do is asked beside the time.
  if ('offers' in failure) return nothing;
  return html`<div class="note warn" role="alert">${schedulerIcon('alert')}<div class="grow"><b>${refusalWords(failure, now, tag)}</b><p>${msg('Your text stays here while this page is open.')}</p></div></div>`;
};

const goView = ({ compose, tag }: Model, writing: Omit<Writing, 'kind'>): TemplateResult => {
  const { draft, editing } = writing;
  const count = mailsOf(draft).length;
  const number = count.toLocaleString(tag);
  const isNow = draft.time.kind === 'now';
  const words =
    editing !== undefined ? msg('Save changes')
    : count > 1 ? (isNow ? msg(str`Send ${number} emails`) : msg(str`Schedule ${number} emails`))
    : isNow ? msg('Send')
    : msg('Schedule');
  const saving = compose.kind === 'saving';
  return html`<button class="btn solid accent go" aria-disabled=${saving ? 'true' : nothing}>${saving ? html`<i class="spin"></i>` : schedulerIcon(isNow ? 'send' : 'clock')}${words}</button>`;
};
