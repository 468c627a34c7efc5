import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { rulesOfDraft, type RulesDraft, type RulesInput, type RulesState, type Setting } from '../../../client/sending-rules/rules-state.ts';
import { zoneNamed } from '../../../client/sending-rules/zone-named.ts';
import { wallOf } from '../../../client/outgoing/wall-time.ts';
import { timeOf } from '../../shared/when.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { shownWall } from '../times.ts';
import { dayWord, rulesLackWords, rulesWords } from './hours-words.ts';

/** What the form is made of beside its state. */
export interface HoursModel extends Pick<Model, 'mailboxes' | 'now' | 'tag' | 'zone'> {
  readonly state: RulesState;
  readonly take: (input: Extract<RulesInput, { readonly do: unknown }>) => void;
  readonly close: () => void;
}

/** By which clock and in which hours a mailbox sends. */
export const hoursView = (model: HoursModel): TemplateResult =>
  html`<header class="head" part="header"><h2 id="heading" tabindex="-1" class="grow">${msg('Sending hours')}</h2><button class="tool" aria-label=${msg('Close')} title=${msg('Close')} @click=${model.close}>${schedulerIcon('cross')}</button></header>${bodyView(model)}`;

const bodyView = (model: HoursModel): TemplateResult => {
  const { state, take, close, now, tag } = model;
  switch (state.kind) {
    case 'fetching':
    case 'saved':
      return html`<p class="fetching line soft" role="status"><i class="spin"></i>${msg('Fetching the sending hours')}</p>`;
    case 'fetch-failed':
      return html`<div class="blank"><h3>${msg('The sending hours could not be fetched')}</h3><p class="soft">${refusalWords(state.failure, now, tag)}</p><div class="line wrap"><button class="btn" @click=${() => take({ do: 'fetch', connectionId: state.connectionId })}>${msg('Try again')}</button><button class="btn" @click=${close}>${msg('Back to the list')}</button></div></div>`;
    default:
      return formView(model, state);
  }
};

type Open = Extract<RulesState, Setting>;

const formView = (model: HoursModel, state: Open): TemplateResult => {
  const { take, close } = model;
  const { draft } = state;
  const submit = (event: Event): void => {
    event.preventDefault();
    take({ do: 'save' });
  };
  return html`<form class="hours" part="hours" novalidate @submit=${submit}>
    ${mailboxView(model, state)}${zoneView(model, state)}
    <fieldset class="when"><legend>${msg('When emails may leave')}</legend><div class="slots">
      ${choice(model, !draft.inHours, msg('At any hour'), msg('as soon as Gmail takes them'), { inHours: false })}
      ${choice(model, draft.inHours, msg('In these hours'), msg('the rest waits for the next opening'), { inHours: true })}
    </div></fieldset>
    ${draft.inHours ? weekView(model, draft) : nothing}
    ${sumView(model, state)}${troubleView(model, state)}
    <div class="line wrap ends"><button class="btn solid accent" aria-disabled=${state.kind === 'saving' ? 'true' : nothing}>${state.kind === 'saving' ? html`<i class="spin"></i>` : nothing}${msg('Save')}</button><button type="button" class="btn" @click=${close}>${msg('Cancel')}</button></div>
  </form>`;
};

const choice = ({ take }: HoursModel, isChosen: boolean, words: string, detail: string, to: Partial<RulesDraft>): TemplateResult =>
  html`<label class="slot"><input type="radio" name="hours" .checked=${live(isChosen)} @change=${() => take({ do: 'change', to })} /><b>${words}</b><span>${detail}</span></label>`;

const mailboxView = ({ mailboxes, take }: HoursModel, { connectionId }: Open): TemplateResult | typeof nothing =>
  mailboxes.length < 2
    ? nothing
    : html`<label class="field wide"><span>${msg('Mailbox')}</span><select @change=${({ target }: Event) => take({ do: 'fetch', connectionId: (target as HTMLSelectElement).value })}>${mailboxes.map(({ id, email }) => html`<option value=${id} ?selected=${id === connectionId}>${email}</option>`)}</select></label>`;

const zoneView = ({ take, zone: own, now, tag }: HoursModel, { draft, ...state }: Open): TemplateResult => {
  const known = zoneNamed(draft.zone);
  const isWrong = 'lack' in state && state.lack === 'zone';
  const there = known === undefined ? '' : msg(str`It is ${timeOf(shownWall(wallOf(now.getTime(), known)), tag)} there now.`);
  return html`<div class="zone"><label class="field wide"><span>${msg('Time zone')}</span><input id="zone" list="zones" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="there" aria-invalid=${isWrong ? 'true' : 'false'} .value=${live(draft.zone)} @focus=${({ target }: FocusEvent) => (target as HTMLInputElement).select()} @input=${({ target }: InputEvent) => take({ do: 'change', to: { zone: (target as HTMLInputElement).value } })} @change=${() => known !== undefined && known !== draft.zone && take({ do: 'change', to: { zone: known } })} /></label>
    <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}>${zone.replaceAll('_', ' ')}</option>`)}</datalist>
    <p class="small" id="there">${known === undefined || known === draft.zone ? there : html`<b>${known}</b>. ${there}`} ${known === own ? nothing : html`<button type="button" class="link" @click=${() => take({ do: 'change', to: { zone: own } })}>${msg(str`Use ${own}, as on this computer`)}</button>`}</p></div>`;
};

const working = [1, 2, 3, 4, 5];
const whole = [...working, 6, 7];

const weekView = ({ take, tag }: HoursModel, draft: RulesDraft): TemplateResult => {
  const change = (to: Partial<RulesDraft>): void => take({ do: 'change', to });
  const { days } = draft;
  const isSame = (other: readonly number[]): boolean => other.length === days.length && other.every((day) => days.includes(day));
  const time = (label: string, field: 'from' | 'until'): TemplateResult =>
    html`<label class="field"><span>${label}</span><input type="time" .value=${live(draft[field])} @input=${({ target }: InputEvent) => change({ [field]: (target as HTMLInputElement).value })} /></label>`;
  return html`<fieldset class="when"><legend>${msg('Days')}</legend>
      <div class="week">${whole.map((day) => html`<label class="weekday" title=${dayWord(day, tag, 'long')}><input type="checkbox" aria-label=${dayWord(day, tag, 'long')} .checked=${live(days.includes(day))} @change=${() => change({ days: days.includes(day) ? days.filter((each) => each !== day) : [...days, day] })} /><span aria-hidden="true">${dayWord(day, tag, 'short')}</span></label>`)}</div>
      <div class="line wrap small"><button type="button" class="link" aria-disabled=${isSame(working) ? 'true' : nothing} @click=${() => change({ days: working })}>${msg('Working days')}</button><button type="button" class="link" aria-disabled=${isSame(whole) ? 'true' : nothing} @click=${() => change({ days: whole })}>${msg('Every day')}</button></div></fieldset>
    <div class="other times">${time(msg('From'), 'from')}${time(msg('Until'), 'until')}</div>
    <label class="option"><input type="checkbox" .checked=${live(draft.clockOf === 'recipient')} @change=${({ target }: Event) => change({ clockOf: (target as HTMLInputElement).checked ? 'recipient' : 'sender' })} /><span>${msg('By each recipient’s clock, where it is known')}</span></label>`;
};

/** What it comes to, before it is saved. */
const sumView = ({ tag }: HoursModel, { draft }: Open): TemplateResult | typeof nothing => {
  const rules = rulesOfDraft(draft);
  if (rules.hours !== null && (rules.hours.days.length === 0 || rules.hours.from === '' || rules.hours.until === '')) return nothing;
  return html`<p class="sum" aria-live="polite">${rulesWords({ ...rules, zone: zoneNamed(draft.zone) ?? null }, tag)}</p>`;
};

const troubleView = ({ take, now, tag }: HoursModel, state: Open): TemplateResult | typeof nothing => {
  if (state.kind === 'conflict') {
    return html`<div class="note warn" role="alert">${schedulerIcon('alert')}<div class="grow"><b>${msg('Changed in another window')}</b><p>${msg(str`There: ${rulesWords(state.seen, tag)}`)}</p><div class="line wrap"><button type="button" class="btn small-btn" @click=${() => take({ do: 'save' })}>${msg('Keep mine')}</button><button type="button" class="btn small-btn" @click=${() => take({ do: 'take-theirs' })}>${msg('Keep the other')}</button></div></div></div>`;
  }
  if (state.kind !== 'setting') return nothing;
  const words = state.lack !== undefined ? rulesLackWords(state.lack) : state.failure !== undefined ? `${refusalWords(state.failure, now, tag)} ${msg('Nothing was saved.')}` : undefined;
  return words === undefined ? nothing : html`<div class="note warn" role="alert">${schedulerIcon('alert')}<b>${words}</b></div>`;
};
