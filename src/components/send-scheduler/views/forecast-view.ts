import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import { mailsOf } from '../../../client/outgoing/draft.ts';
import { wallOf, whenAt } from '../../../client/outgoing/wall-time.ts';
import type { ForecastDay, SendingForecast } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { timeOf } from '../../shared/when.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import { blockWords, laterBecause } from '../state-words.ts';
import { capital, dayName, shownWall } from '../times.ts';

/** What will happen, before the click. */
export const forecastView = (model: Model, writing: Omit<Writing, 'kind'>): TemplateResult => {
  const { forecast } = writing;
  const shown = forecast.kind === 'shown' ? forecast.forecast : forecast.kind === 'asking' ? forecast.last : undefined;
  return html`<div class="forecast ${forecast.kind === 'asking' ? 'asking' : ''}" part="forecast" role="status" ?hidden=${forecast.kind === 'none'}>${shown === undefined ? waitingView(model, writing) : shownView(model, writing, shown)}</div>`;
};

const waitingView = ({ now, tag }: Model, { forecast }: Omit<Writing, 'kind'>): TemplateResult | typeof nothing => {
  if (forecast.kind === 'asking') return html`<p class="line soft"><i class="spin"></i>${msg('Reckoning when it leaves')}</p>`;
  if (forecast.kind !== 'refused' || 'offers' in forecast.failure) return nothing;
  return html`<p class="soft">${refusalWords(forecast.failure, now, tag)} ${msg('No forecast for now.')}</p>`;
};

const shownView = (model: Model, writing: Omit<Writing, 'kind'>, forecast: SendingForecast): TemplateResult => {
  const { tag, send, now } = model;
  const { days, daysAtBest, because, blocked, never, alternatives, zone } = forecast;
  const mails = mailsOf(writing.draft);
  const whole = mails.length === 1 ? msg('1 email') : msg(str`${mails.length.toLocaleString(tag)} emails`);
  const reason = because === undefined ? undefined : laterBecause(because);
  const people = [...new Map(blocked.map((each) => [each.address, each])).values()];
  return html`${days.length === 0 ? nothing : html`<p class="sum">${msg(str`${whole}: ${daysWords(days, forecast, now, tag)}`)}</p>`}
    ${days.length > 1 ? html`<div class="days" aria-hidden="true">${days.map((day) => dayView(day, forecast, now, tag))}</div>` : nothing}
    ${daysAtBest === undefined ? nothing : html`<p class="small">${msg(str`If your Gmail plan allows more: ${daysWords(daysAtBest, forecast, now, tag)}`)}</p>`}
    ${reason === undefined ? nothing : html`<p class="small">${reason}</p>`}
    ${never.map(({ most, asked }) => html`<p class="small line">${schedulerIcon('alert')}${msg(str`${asked} recipients; Gmail allows ${most} per email here.`)}${writing.draft.to.length > 1 && !writing.draft.separately ? html`<button type="button" class="link" @click=${() => send({ do: 'change', to: { separately: true } })}>${msg('One email for each')}</button>` : nothing}</p>`)}
    ${people.map(({ address, code }) => html`<p class="small line">${schedulerIcon('stop')}<span class="grow">${blockWords(code)} <bdi>${isolated(address)}</bdi></span><button type="button" class="link" @click=${() => removeEverywhere(model, writing, address)}>${msg('Remove')}</button></p>`)}
    ${alternatives.length > 0 && writing.editing === undefined ? html`<div class="line wrap">${alternatives.map(({ kind, days: other, dueAt }) => html`<button type="button" class="btn small-btn" @click=${() => send({ do: 'change', to: { time: { kind: 'as-offered', whens: dueAt.map((at) => whenAt(Date.parse(at), zone)) } } })}>${schedulerIcon(kind === 'spread' ? 'spread' : 'clock')}${kind === 'spread' ? msg(str`Spread over ${other.length} days`) : msg(str`All ${dayName(shownWall(`${other[0]?.date ?? ''}T12:00`), now, tag)}`)}</button>`)}</div>` : nothing}`;
};

const removeEverywhere = ({ send }: Model, { draft }: Omit<Writing, 'kind'>, address: string): void => {
  const others = (each: { readonly address: string }): boolean => each.address.toLowerCase() !== address.toLowerCase();
  send({ do: 'change', to: { to: draft.to.filter(others), cc: draft.cc.filter(others), bcc: draft.bcc.filter(others) } });
};

/** `120 today 14:05 to 15:20, 60 tomorrow from 08:00`. Days and hours are those of the sender's zone. */
const daysWords = (days: readonly ForecastDay[], { zone }: SendingForecast, now: Date, tag: string): string =>
  days
    .map(({ date, mails, firstAt, lastAt }, index) => {
      const [first, last] = [timeIn(firstAt, zone, tag), timeIn(lastAt, zone, tag)];
      const name = dayName(shownWall(`${date}T12:00`), now, tag);
      const what = days.length === 1 && mails === 1 ? name : `${mails.toLocaleString(tag)} ${name}`;
      if (first === last) return msg(str`${what} at ${first}`);
      return index > 0 && index === days.length - 1 ? msg(str`${what} from ${first}`) : msg(str`${what} from ${first} to ${last}`);
    })
    .join(', ');

const timeIn = (instant: string, zone: string, tag: string): string => timeOf(shownWall(wallOf(Date.parse(instant), zone)), tag);

const minutesOf = (instant: string, zone: string): number => {
  const wall = wallOf(Date.parse(instant), zone);
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14));
};

/** A day as a line of 24 hours, with the part of it in which mails leave. */
const dayView = (day: ForecastDay, { zone }: SendingForecast, now: Date, tag: string): TemplateResult => {
  const [from, to] = [minutesOf(day.firstAt, zone) / 14.4, minutesOf(day.lastAt, zone) / 14.4];
  return html`<div class="day"><span class="soft">${capital(dayName(shownWall(`${day.date}T12:00`), now, tag))}</span><svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none"><rect width="100" height="10" rx="0"></rect><rect class="leaves" x=${Math.min(from, 98)} width=${Math.max(2, to - from)} height="10"></rect></svg><b>${day.mails.toLocaleString(tag)}</b></div>`;
};
