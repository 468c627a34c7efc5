import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { everyMs } from '../../../client/sending-limits/limits-watch.ts';
import type { ClientFailure } from '../../../client/mail-client/mail-client.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import type { Model, Told } from '../model.ts';
import { when } from '../words.ts';

/** What stands in the place of numbers: what happened, what holds, one thing to do. */
export interface Blank {
  readonly sign: IconName;
  readonly fact: string;
  readonly holds: string;
  readonly action: TemplateResult | typeof nothing;
}

/** Undefined while the first answer is on its way. */
export const blankWords = (model: Model): Blank | undefined => {
  const { state } = model;
  switch (state.kind) {
    case 'loading':
      return undefined;
    case 'failed':
      return failed(model, state.failure);
    case 'none':
      return noMailbox(model);
    case 'shown': {
      if (!state.chosen.maySend) return notPermitted(model);
      const known = state.known.get(state.chosen.connectionId);
      if (known?.kind !== 'refused') return undefined;
      if (known.failure.code === 'sending-not-permitted') return notPermitted(model);
      if (known.failure.code === 'connection-unknown') return noMailbox(model);
      return failed(model, known.failure);
    }
    default:
      return assertNever(state);
  }
};

export const blankOf = (model: Model): TemplateResult => {
  const words = blankWords(model);
  if (words === undefined) return html`<div class="ghost"><span><i></i><i></i><i></i></span><i></i></div>`;
  return html`<div class="blank"><span class="tile">${icon(words.sign)}</span><h3>${words.fact}</h3><p class="soft">${words.holds}</p>${words.action}</div>`;
};

const toSettings = ({ settingsUrl }: Model, words: string): TemplateResult | typeof nothing =>
  settingsUrl === undefined ? nothing : html`<a class="btn" href=${settingsUrl}>${words}</a>`;

const tryAgain = ({ send }: Model): TemplateResult => html`<button class="btn" @click=${() => send({ do: 'try-again' })}>${msg('Try again')}</button>`;

const failed = (model: Model, failure: ClientFailure): Blank => ({
  sign: 'alert',
  fact: msg('The sending limit is not known right now'),
  holds: `${failureWords(failure).fact}. ${msg('Sending goes on without this page.')}`,
  action: tryAgain(model),
});

const noMailbox = (model: Model): Blank => ({
  sign: 'mail',
  fact: msg('No mailbox is connected'),
  holds: msg('How much may be sent appears here once a Gmail mailbox is connected.'),
  action: toSettings(model, msg('Connect a mailbox')),
});

const notPermitted = (model: Model): Blank => ({
  sign: 'lock',
  fact: msg('Sending is off'),
  holds: msg('The permission “Send emails for you” was not given to Google’s question.'),
  action: toSettings(model, msg('Choose permissions again')),
});

/** What is not as usual while there are numbers. */
export const noticesView = (model: Model, told: Told): TemplateResult => html`<div role="status">${[lost(model, told), stale(model, told), deaf(model, told)]}</div>`;

const notice = (tone: string, sign: IconName, fact: string, holds: string, action: unknown): TemplateResult =>
  html`<div class="bar ${tone}" part="notice">${icon(sign)}<p class="grow"><b>${fact}</b> ${holds}</p>${action}</div>`;

const lost = (model: Model, told: Told): TemplateResult | typeof nothing => {
  const { state } = model;
  if (state.kind !== 'shown' || state.chosen.lostSince === undefined) return nothing;
  const since = when(told, Date.parse(state.chosen.lostSince));
  return notice('bad', 'alert', msg(str`Gmail is disconnected since ${since}.`), msg('What is to leave waits; nothing is lost.'), toSettings(model, msg('Reconnect')));
};

/** Whatever the reason: a laptop that was closed has no failure to tell, only an age. */
const stale = (model: Model, told: Told): TemplateResult | typeof nothing => {
  const { state, now } = model;
  const known = state.kind === 'shown' ? state.known.get(state.chosen.connectionId) : undefined;
  if (known?.kind !== 'known') return nothing;
  const { freshness, limits, heardAt } = known;
  if (freshness.kind !== 'stale' && now - heardAt < 3 * everyMs) return nothing;
  const fact = freshness.kind === 'stale' ? `${failureWords(freshness.failure).fact}.` : '';
  const holds = msg(str`These numbers are as of ${when(told, Date.parse(limits.at))}, moved on by the clock.`);
  return notice('calm', 'clock', fact, holds, freshness.kind === 'stale' ? tryAgain(model) : nothing);
};

const deaf = (model: Model, { limits }: Told): TemplateResult | typeof nothing =>
  limits.hearsElsewhere ? nothing
  : notice('warn', 'alert', msg('Only what leaves through here is counted.'), msg('What you send in Gmail or from your phone counts too, and is not heard of without the permission to read: less may be left.'), toSettings(model, msg('Choose permissions again')));
