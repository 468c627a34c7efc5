import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackedMailbox } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { isolated } from '../../shared/address.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import { agoOf, lengthOf } from '../../shared/spans-of-time.ts';
import { whenOf } from '../../shared/when.ts';
import { listIcon, type ListIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';
import { tryAgain } from '../words.ts';
import { connectControl } from './connect-control.ts';
import { hasNoMailbox, number } from './head-view.ts';

/** What stands above the rows while finding them is not as usual: what happened, what still holds, one thing to do. */
export const noticesView = (model: Model): TemplateResult => html`<div class="notices" role="status">${refusedView(model)}${staleView(model)}${unconnectedView(model)}${model.mailboxes.map((mailbox) => [stateView(model, mailbox), gapView(model, mailbox), skippedView(model, mailbox)])}</div>`;

const notice = (tone: string, icon: ListIcon, fact: string, holds: string, action: unknown = nothing): TemplateResult =>
  html`<div class="bar ${tone}" part="notice">${listIcon(icon)}<p class="grow"><b>${fact}</b> ${holds}</p>${action}</div>`;

const refusedView = ({ looking }: Model): TemplateResult | typeof nothing => {
  if (looking.refused === undefined) return nothing;
  const { fact, holds } = failureWords(looking.refused);
  return notice('warn', 'alert', msg(str`That was not done: ${fact}.`), holds);
};

const staleView = ({ feed, now, tag, send }: Model): TemplateResult | typeof nothing => {
  if (feed.kind !== 'shown' || feed.freshness.kind !== 'stale') return nothing;
  const { since, failure } = feed.freshness;
  const at = whenOf(new Date(since), now, tag);
  return notice('calm', 'cloud', `${failureWords(failure).fact}.`, msg(str`This is the list as of ${at}.`), html`<button class="btn small-btn" @click=${() => send({ do: 'try-again' })}>${tryAgain()}</button>`);
};

/** What was found for a mailbox stays when the mailbox goes. */
const unconnectedView = (model: Model): TemplateResult | typeof nothing =>
  hasNoMailbox(model) && model.counts.all > 0 ? notice('calm', 'mail', msg('No mailbox is connected'), msg('What was found stays here; nothing new is found.'), connectControl(model, 'btn small-btn')) : nothing;

const stateView = (model: Model, mailbox: TrackedMailbox): TemplateResult | typeof nothing => {
  const { now, tag, mailboxes, looking, send, settingsUrl } = model;
  const { state, email, connectionId, checkedAt } = mailbox;
  const of = mailboxes.length > 1 ? ` (${isolated(email)})` : '';
  const when = (instant: string): string => whenOf(new Date(instant), now, tag);
  const link = (words: string): TemplateResult | typeof nothing => (settingsUrl === undefined ? nothing : html`<a class="btn small-btn" href=${settingsUrl}>${words}</a>`);
  switch (state.kind) {
    case 'following':
      return nothing;
    case 'starting':
      return notice('calm', 'clock', msg('Reply tracking begins.') + of, msg('The first answers appear in a moment.'));
    case 'catching-up':
      return notice('accent', 'refresh', msg(str`Catching up on replies since ${when(state.since)}.`) + of, msg(str`${number(state.read, tag)} emails read, ${number(state.found, tag)} replies found. Nothing is lost.`), html`<progress aria-label=${msg('Catching up')}></progress>`);
    case 'late': {
      const checking = looking.checking.has(connectionId);
      const ago = checkedAt === undefined ? msg('Not checked yet.') : msg(str`Last check ${agoOf(new Date(checkedAt), now, tag)}. Nothing is lost.`);
      return notice('warn', 'clock', msg('Reply tracking is late.') + of, ago, html`<button class="btn small-btn" aria-disabled=${checking ? 'true' : nothing} @click=${() => checking || send({ do: 'check', connectionId })}>${checking ? html`<i class="spin"></i>` : nothing}${msg('Check now')}</button>`);
    }
    case 'stopped':
      return notice('bad', 'alert', msg(str`Gmail is disconnected since ${when(state.since)}.`) + of, msg('Replies that arrive meanwhile are found after you reconnect.'), link(msg('Reconnect')));
    case 'not-permitted':
      return notice('warn', 'alert', msg('Reply tracking is off.') + of, msg('The permission “Read your email” was not given to Google’s question.'), link(msg('Choose permissions again')));
    default:
      return assertNever(state);
  }
};

const gapView = ({ looking, now, tag, send }: Model, { gap }: TrackedMailbox): TemplateResult | typeof nothing => {
  if (gap === undefined || looking.closedGaps.has(gap.to)) return nothing;
  const [from, to] = [new Date(gap.from), new Date(gap.to)];
  const found = gap.replies === 0 ? msg('No reply had come in that time.') : gap.replies === 1 ? msg('1 reply of that time was found.') : msg(str`${number(gap.replies, tag)} replies of that time were found.`);
  return notice('good', 'check', msg(str`Connected again after ${lengthOf(from, to, tag)}.`), `${msg(str`Nothing could be read from ${whenOf(from, now, tag)} to ${whenOf(to, now, tag)}.`)} ${found}`, html`<button class="tool" aria-label=${msg('Close this note')} @click=${() => send({ do: 'close-gap', to: gap.to })}>${listIcon('cross')}</button>`);
};

const skippedView = ({ tag }: Model, { skipped }: TrackedMailbox): TemplateResult | typeof nothing =>
  skipped === 0 ? nothing
  : notice('warn', 'alert', skipped === 1 ? msg('1 email could not be read.') : msg(str`${number(skipped, tag)} emails could not be read.`), msg('Passed over after several tries. If you expect an answer, look into Gmail.'));
