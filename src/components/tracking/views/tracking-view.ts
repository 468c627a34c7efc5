import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackedMailbox } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import { agoOf, lengthOf, within } from '../../shared/spans-of-time.ts';
import { whenOf } from '../../shared/when.ts';
import { proofView } from '../proof/proof-view.ts';
import type { Reader, TrackingModel } from '../tracking-panel.ts';
import { checkUpView } from './check-up-view.ts';

/** How the replies of one connection are being found, whether that was proven, and what in Gmail stands against it. */
export const trackingView = (model: TrackingModel): TemplateResult | typeof nothing => {
  const { state, connectionId, mailbox } = model;
  if (state.kind === 'shown' && mailbox === undefined) return nothing;
  const reads = mailbox !== undefined && mailbox.state.kind !== 'stopped' && mailbox.state.kind !== 'not-permitted';
  return html`<section class="part tracking" part="tracking" aria-labelledby="tracking-${connectionId}" aria-busy=${state.kind === 'loading' ? 'true' : 'false'}>
      <h3 id="tracking-${connectionId}" tabindex="-1">${msg('Reply tracking')}</h3>
      ${mailbox === undefined ? unknownView(model) : [stateView(model, mailbox), gapView(model, mailbox), skippedView(model, mailbox)]}
      ${reads ? (model.cannotSend ? html`<p class="small">${msg('A test of tracking needs the permission “Send email on your behalf”.')}</p>` : proofView(model)) : nothing}
    </section>${reads ? checkUpView(model) : nothing}`;
};

const unknownView = ({ state }: TrackingModel): TemplateResult => {
  if (state.kind !== 'failed') return html`<div class="skeleton"></div>`;
  const { fact, holds } = failureWords(state.failure);
  return html`<p class="small">${fact}. ${holds}</p>`;
};

interface Fact {
  readonly tone: string;
  readonly sign: IconName;
  readonly fact: string;
  readonly holds: string;
}

const stateView = (model: TrackingModel, mailbox: TrackedMailbox): TemplateResult => {
  const { state, checking, send } = model;
  const { tone, sign, fact, holds } = factOf(model, mailbox);
  const isLate = mailbox.state.kind === 'late';
  return html`<div class="line wrap fact ${tone}" role="status">${icon(sign)}<span class="grow"><b>${fact}</b><span class="small">${holds}</span></span>
      ${isLate ? html`<button class="btn" type="button" aria-describedby="tracking-${model.connectionId}" aria-disabled=${checking ? 'true' : nothing} @click=${() => checking || send({ do: 'check-now' })}>${checking ? html`<i class="spin"></i>` : nothing}${msg('Check now')}</button>` : nothing}</div>
    ${mailbox.state.kind === 'catching-up' ? html`<progress aria-label=${msg('Catching up')}></progress>` : nothing}
    ${state.kind === 'shown' && state.failure ? html`<p class="small">${msg(str`${failureWords(state.failure).fact}. This is how it stood before.`)}</p>` : nothing}`;
};

const factOf = ({ now, tag }: Reader, { state, checkedAt, boundSeconds, push, watched }: TrackedMailbox): Fact => {
  const when = (instant: string): string => whenOf(new Date(instant), now, tag);
  const count = (value: number): string => value.toLocaleString(tag);
  switch (state.kind) {
    case 'following': {
      const bound = push ? msg(str`Within seconds as a rule, because Gmail tells of new emails; within ${within(boundSeconds)} in any case.`) : '';
      const last = checkedAt === undefined ? '' : msg(str`Last check: ${when(checkedAt)}.`);
      const many = watched === 0 ? '' : watched === 1 ? msg('1 email is watched.') : msg(str`${count(watched)} emails are watched.`);
      return { tone: 'good', sign: 'reply', fact: msg(str`A reply is found within ${within(boundSeconds)}`), holds: [bound, many, last].filter(Boolean).join(' ') };
    }
    case 'starting':
      return { tone: '', sign: 'clock', fact: msg('Reply tracking begins'), holds: msg('The first look into the mailbox takes a moment.') };
    case 'late': {
      const ago = checkedAt === undefined ? msg('not yet') : agoOf(new Date(checkedAt), now, tag);
      return { tone: 'warn', sign: 'clock', fact: msg(str`Reply tracking is late: last check ${ago}`), holds: msg(str`A reply is usually found within ${within(boundSeconds)}. Nothing is lost: what came meanwhile is found with the next check.`) };
    }
    case 'catching-up':
      return { tone: 'accent', sign: 'refresh', fact: msg(str`Catching up on replies since ${when(state.since)}`), holds: msg(str`${count(state.read)} emails read, ${count(state.found)} replies found. Nothing is lost.`) };
    case 'stopped':
      return { tone: 'bad', sign: 'alert', fact: msg(str`Gmail is disconnected since ${when(state.since)}.`), holds: msg('Replies that arrive meanwhile are found after you reconnect.') };
    case 'not-permitted':
      return { tone: 'warn', sign: 'alert', fact: msg('Reply tracking is off.'), holds: msg('The permission “Read your email” was not given to Google’s question.') };
    default:
      return assertNever(state);
  }
};

/** After a reconnection: how long nothing was read, and what was found for that time. */
const gapView = ({ gapClosed, now, tag, send }: TrackingModel, { gap }: TrackedMailbox): TemplateResult | typeof nothing => {
  if (gap === undefined || gapClosed) return nothing;
  const [from, to] = [new Date(gap.from), new Date(gap.to)];
  const found = gap.replies === 0 ? msg('No reply had come in that time.') : gap.replies === 1 ? msg('1 reply of that time was found.') : msg(str`${gap.replies.toLocaleString(tag)} replies of that time were found.`);
  return html`<div class="note good">${icon('check')}<div class="grow"><b>${msg(str`Connected again after ${lengthOf(from, to, tag)}.`)}</b>${msg(str`Nothing could be read from ${whenOf(from, now, tag)} to ${whenOf(to, now, tag)}.`)} ${found}</div><button class="link" type="button" aria-label=${msg('Close this note')} @click=${() => send({ do: 'close-gap', to: gap.to })}>${icon('cross')}</button></div>`;
};

const skippedView = ({ tag }: TrackingModel, { skipped }: TrackedMailbox): TemplateResult | typeof nothing =>
  skipped === 0 ? nothing
  : html`<div class="note warn">${icon('alert')}<div class="grow"><b>${skipped === 1 ? msg('1 email could not be read.') : msg(str`${skipped.toLocaleString(tag)} emails could not be read.`)}</b>${msg('Passed over after several tries. If you expect an answer, look into Gmail.')}</div></div>`;
