import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { readOf, sortedFindings } from '../../../client/tracking/check-up-state.ts';
import type { ClientFailure } from '../../../client/mail-client/mail-client.ts';
import type { CheckUp } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import { whenOf } from '../../shared/when.ts';
import type { TrackingModel } from '../tracking-panel.ts';
import { findingView } from './finding-view.ts';
import { notVisibleWords } from './finding-words.ts';

/** What is set in Gmail that harms tracking, or that one should know of. */
export const checkUpView = (model: TrackingModel): TemplateResult => {
  const { connectionId, checkUp, send } = model;
  const reading = checkUp.kind === 'reading';
  const read = readOf(checkUp);
  return html`<section class="part tracking" part="checkup" aria-labelledby="check-up-${connectionId}">
    <div class="line wrap"><h3 id="check-up-${connectionId}" class="grow" tabindex="-1">${msg('Check-up of Gmail’s settings')}</h3><button class="btn" type="button" aria-disabled=${reading ? 'true' : nothing} @click=${() => reading || send({ do: 'check-again' })}>${reading ? html`<i class="spin"></i>` : icon('refresh')}${msg('Check again')}</button></div>
    <div role="status">${read === undefined ? (reading ? html`<p class="small">${msg('Filters, forwarding and automatic answers are being read.')}</p>` : nothing) : summaryView(model, read)}</div>
    ${checkUp.kind === 'failed' ? noteOf(msg('Gmail’s settings could not be read'), checkUp.failure) : nothing}
    ${checkUp.kind === 'shown' && checkUp.refused ? noteOf(msg('That was not kept'), checkUp.refused) : nothing}
    ${read === undefined ? nothing : findingsView(model, read)}
  </section>`;
};

const noteOf = (fact: string, failure: ClientFailure): TemplateResult => {
  const words = failureWords(failure);
  return html`<div class="note warn">${icon('alert')}<div class="grow"><b>${fact}</b>${words.fact}. ${words.holds}</div></div>`;
};

const summaryView = ({ now, tag }: TrackingModel, checkUp: CheckUp): TemplateResult => {
  const { alarms, informs } = sortedFindings(checkUp);
  const [tone, words] = summaryOf(alarms.length, informs.length);
  const when = whenOf(new Date(checkUp.checkedAt), now, tag);
  const count = (value: number): string => value.toLocaleString(tag);
  const filters = checkUp.filtersRead === 1 ? msg('1 filter read') : msg(str`${count(checkUp.filtersRead)} filters read`);
  const contacts = checkUp.contactsCompared === 1 ? msg('1 tracked contact compared') : msg(str`${count(checkUp.contactsCompared)} tracked contacts compared`);
  return html`<div class="line fact ${tone}">${icon(tone === 'good' ? 'check' : 'alert')}<span class="grow"><b>${words}</b><span class="small">${when} · ${filters} · ${contacts}</span></span></div>`;
};

const summaryOf = (alarms: number, informs: number): [tone: string, words: string] => {
  if (alarms === 1) return ['warn', msg('1 setting in Gmail can hide any reply from you')];
  if (alarms > 1) return ['warn', msg(str`${alarms} settings in Gmail can hide any reply from you`)];
  if (informs === 1) return ['good', msg('Nothing harms tracking; 1 setting to know of')];
  if (informs > 1) return ['good', msg(str`Nothing harms tracking; ${informs} settings to know of`)];
  return ['good', msg('Nothing in Gmail’s settings harms tracking')];
};

const findingsView = (model: TrackingModel, checkUp: CheckUp): TemplateResult => {
  const { alarms, informs, ignored } = sortedFindings(checkUp);
  const shown = [...alarms, ...informs];
  return html`${shown.length === 0 ? nothing : html`<ul class="flow">${shown.map((each) => html`<li>${findingView(model, each, checkUp)}</li>`)}</ul>`}
    ${ignored.length === 0 ? nothing : html`<details class="small"><summary>${ignored.length === 1 ? msg('1 ignored setting') : msg(str`${ignored.length} ignored settings`)}</summary><ul class="flow">${ignored.map((each) => html`<li>${findingView(model, each, checkUp)}</li>`)}</ul></details>`}
    <details class="small"><summary>${msg('What Gmail shows no program')}</summary><ul class="dots">${checkUp.notVisible.map((each) => html`<li>${notVisibleWords[each]()}</li>`)}</ul></details>`;
};
