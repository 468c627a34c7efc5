import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import type { Draft, TimeChoice } from '../../../client/outgoing/draft.ts';
import { presetsAt } from '../../../client/outgoing/wall-time.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { placeOf } from '../state-words.ts';
import { dateOf, presetName, shownWall } from '../times.ts';
import { offersView } from './offers-view.ts';
import { zonesView } from './zones-view.ts';

type Other = Extract<TimeChoice, { readonly kind: 'other' }>;

/** The choice of the time: at once, by one of two usual times, or by date, time and zone. */
export const whenView = (model: Model, { draft, forecast, refused, editing }: Omit<Writing, 'kind'>): TemplateResult => {
  const { send, now, zone, tag } = model;
  const { time } = draft;
  const choose = (next: TimeChoice): void => send({ do: 'change', to: { time: next } });
  const presets = presetsAt(now.getTime(), zone);
  const slot = (isChosen: boolean, words: string, detail: string, next: TimeChoice): TemplateResult =>
    html`<label class="slot"><input type="radio" name="when" .checked=${live(isChosen)} @change=${() => choose(next)} /><b>${words}</b><span>${detail}</span></label>`;
  const failure = forecast.kind === 'refused' ? forecast.failure : refused?.kind === 'failure' ? refused.failure : undefined;
  const [first] = presets;
  return html`<fieldset class="when" part="when"><legend>${msg('When')}</legend><div class="slots">
      ${slot(time.kind === 'now', msg('Now'), msg('some seconds to undo'), { kind: 'now' })}
      ${presets.map((wall) => slot(time.kind === 'preset' && time.wall === wall, presetName(shownWall(wall), now, tag), dateOf(shownWall(wall), now, tag), { kind: 'preset', wall }))}
      ${slot(time.kind === 'other', msg('Another time'), msg('date, time, zone'), time.kind === 'other' ? time : { kind: 'other', date: first.slice(0, 10), time: first.slice(11), zone })}
      ${time.kind === 'as-offered' ? slot(true, msg('As offered'), msg('mail by mail, see below'), time) : nothing}
    </div>
    ${time.kind === 'other' ? otherView(model, time, choose) : nothing}
    ${editing === undefined && (time.kind === 'preset' || time.kind === 'other') && draft.to.some(({ address }) => draft.zones[address.toLowerCase()] !== undefined) ? clockView(model, draft) : nothing}
    ${failure === undefined ? nothing : questionView(model, failure, time, choose)}</fieldset>`;
};

const otherView = ({ tag }: Model, time: Other, choose: (next: TimeChoice) => void): TemplateResult => {
  // An answer belongs to the time that was asked about.
  const { choice: _, ...asked } = time;
  return html`<div class="other"><label class="field"><span>${msg('Date')}</span><input type="date" .value=${live(time.date)} @input=${({ target }: InputEvent) => choose({ ...asked, date: (target as HTMLInputElement).value })} /></label>
    <label class="field"><span>${msg('Time')}</span><input type="time" .value=${live(time.time)} @input=${({ target }: InputEvent) => choose({ ...asked, time: (target as HTMLInputElement).value })} /></label>
    <label class="field wide"><span>${msg('Time zone')}</span><select @change=${({ target }: Event) => choose({ ...asked, zone: (target as HTMLSelectElement).value })}>${zonesView(time.zone, tag)}</select></label></div>`;
};

/** Only where a host has said where people live: a page does not guess it. */
const clockView = ({ send }: Model, { byRecipient, zones, to }: Draft): TemplateResult => {
  const places = new Set(to.flatMap(({ address }) => zones[address.toLowerCase()] ?? []));
  return html`<label class="option"><input type="checkbox" .checked=${live(byRecipient)} @change=${({ target }: Event) => send({ do: 'change', to: { byRecipient: (target as HTMLInputElement).checked } })} /><span>${msg(str`By the clock of each recipient (${[...places].slice(0, 3).map(placeOf).join(', ')}${places.size > 3 ? ', …' : ''})`)}</span></label>`;
};

/** What the clocks or the calendar have against the chosen time, before anything is saved. */
const questionView = ({ now, tag }: Model, failure: Parameters<typeof refusalWords>[0], time: TimeChoice, choose: (next: TimeChoice) => void): TemplateResult | typeof nothing => {
  switch (failure.code) {
    case 'hour-does-not-exist':
    case 'hour-occurs-twice':
      if (time.kind !== 'other') return nothing;
      return html`<div class="note warn" role="alert">${schedulerIcon('clock')}<div class="grow"><b>${refusalWords(failure, now, tag)}</b><p>${msg('Which one do you mean?')}</p>${offersView(failure, tag, (choice) => choose({ ...time, choice }))}</div></div>`;
    case 'time-has-passed':
    case 'time-too-far':
    case 'date-unknown':
    case 'zone-unknown':
      return html`<div class="note warn" role="alert">${schedulerIcon('clock')}<b>${refusalWords(failure, now, tag)}</b></div>`;
    default:
      return nothing;
  }
};
