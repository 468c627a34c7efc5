import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { within } from '../../shared/spans-of-time.ts';
import { timeOf, whenOf } from '../../shared/when.ts';
import { listIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';

/** The title, how many nobody has seen, and how fresh all of it is. */
export const headView = (model: Model): TemplateResult => {
  const { counts, feed, looking, send } = model;
  const { unread } = looking.narrowing;
  const words = msg(str`${number(counts.unread, model.tag)} unread`);
  return html`<header class="head" part="header">
    <h2 id="title">${msg('Replies')}</h2>
    ${feed.kind === 'shown' && (unread || counts.unread > 0) ? html`<button class="chip accent count" aria-pressed=${unread} title=${unread ? msg('Show all') : msg('Show unread only')} @click=${() => send({ do: 'narrow', to: { unread: !unread } })}>${words}${unread ? listIcon('cross') : nothing}</button>` : nothing}
    ${feed.kind === 'shown' && counts.unread > 0 ? html`<button class="link quiet" @click=${() => send({ do: 'see-all' })}>${msg('Mark all as seen')}</button>` : nothing}
    ${freshView(model)}
  </header>`;
};

export const number = (count: number, tag: string): string => count.toLocaleString(tag);

/** Known, and not only not heard yet. */
export const hasNoMailbox = ({ feed, mailboxes }: Model): boolean => feed.kind === 'shown' && feed.tracking !== undefined && mailboxes.length === 0;

const freshView = (model: Model): TemplateResult => {
  const { feed, mailboxes, now, tag } = model;
  if (feed.kind === 'loading') return plain('calm', msg('Loading'));
  if (feed.kind === 'failed') return plain('calm', msg('Not loaded'));
  const { freshness } = feed;
  if (freshness.kind === 'saved') return plain('calm', msg(str`As of ${whenOf(new Date(freshness.savedAt), now, tag)}`));
  if (freshness.kind === 'stale') return plain('calm', msg(str`As of ${whenOf(new Date(freshness.since), now, tag)}`));
  // What was found stays here; nothing more is found.
  if (hasNoMailbox(model)) return plain('calm', msg('Not connected'));
  const checked = mailboxes.flatMap(({ checkedAt }) => checkedAt ?? []).sort()[0];
  const late = mailboxes.some(({ state }) => state.kind === 'late' || state.kind === 'stopped' || state.kind === 'not-permitted');
  const at = checked === undefined ? undefined : new Date(checked);
  if (late && at !== undefined) return plain('warn', msg(str`Last check ${whenOf(at, now, tag)}`));
  const bound = Math.max(0, ...mailboxes.map(({ boundSeconds }) => boundSeconds));
  if (bound === 0) return plain('good', msg('Live'));
  return html`<span class="fresh"><button class="good" aria-describedby="bound"><i></i>${at === undefined ? msg('Live') : msg(str`Live · checked ${at.toDateString() === now.toDateString() ? timeOf(at, tag) : whenOf(at, now, tag)}`)}</button><span class="tip" id="bound" >${msg(str`A reply is shown within ${within(bound)} of its arrival in Gmail.`)}</span></span>`;
};

const plain = (tone: string, words: string): TemplateResult => html`<span class="fresh ${tone}"><i></i>${words}</span>`;
