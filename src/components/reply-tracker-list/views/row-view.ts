import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Thread } from '../../../client/replies/reply-rows.ts';
import type { Reply } from '../../../contract/index.ts';
import { confidenceWord, reasons } from '../evidence-words.ts';
import { listIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';
import { rowTime, wholeTime } from '../row-time.ts';
import { isOpenQuestion, keyOf } from '../stretch.ts';
import { bounceWords, lookOf, verdictName, verdictWords, whoOf } from '../verdict-words.ts';
import { toolsView } from './tools-view.ts';

/** One conversation: its newest mail, what is asked about it, and what came before. */
export const threadView = (model: Model, thread: Thread, index: number): TemplateResult => {
  const { latest, earlier } = thread;
  const { send, threads, looking } = model;
  const unfolded = looking.unfolded.has(keyOf(thread));
  const asks = isOpenQuestion(thread);
  return html`<article class="thread" part="row" tabindex="-1" data-index=${index} data-key=${keyOf(thread)} aria-posinset=${index + 1} aria-setsize=${threads.length} aria-labelledby=${`who-${latest.id} what-${latest.id}`} aria-describedby=${`why-${latest.id}`}>
    ${mailView(model, latest)}
    ${asks && !model.dense ? html`<div class="ask">${answersView(model, latest)}</div>` : nothing}
    ${earlier.length > 0 ? html`<div class="fold"><button class="link" aria-expanded=${unfolded} @click=${() => send({ do: 'unfold', id: keyOf(thread) })}>${earlier.length === 1 ? msg('1 earlier email') : msg(str`${earlier.length} earlier emails`)}<span class=${unfolded ? 'up' : 'down'}>${listIcon('chevron')}</span></button></div>` : nothing}
    ${unfolded ? earlier.map((each) => earlierView(model, each)) : nothing}
  </article>`;
};

/** What the person says of a mail that may be an answer. */
const answersView = ({ send }: Model, { id }: Reply): TemplateResult =>
  html`<button class="btn small-btn" @click=${() => send({ do: 'correct', id, verdict: 'reply' })}>${listIcon('check')}${msg('Confirm reply')}</button><button class="link quiet" @click=${() => send({ do: 'correct', id, verdict: 'other' })}>${msg('Ignore')}</button>`;

const mailView = (model: Model, reply: Reply): TemplateResult => {
  const { now, tag, send, mailboxes, dense } = model;
  const { id, unread, handled, foundIn, connectionId } = reply;
  const { icon, tone } = lookOf(reply);
  const { name, address } = whoOf(reply);
  const at = new Date(reply.receivedAt);
  const mailbox = mailboxes.length > 1 ? mailboxes.find((each) => each.connectionId === connectionId)?.email : undefined;
  return html`<div class="mail ${unread ? 'unread' : ''} ${handled ? 'handled' : ''}">
    <span class="mark ${tone} ${reply.verdict === 'possible-reply' ? 'open' : ''}">${listIcon(icon)}</span>
    <div class="who" id=${`who-${id}`}><b>${unread ? html`<span class="sr">${msg('Unread')}: </span>` : nothing}<bdi>${name}</bdi></b>${address === '' || dense ? nothing : html`<bdi class="soft address">${address}</bdi>`}</div>
    <div class="chips" id=${`what-${id}`}><span class="chip ${tone}" part="verdict">${verdictWords(reply, tag, now)}</span>${placeView(foundIn)}${handled ? html`<span class="chip good">${msg('Handled')}</span>` : nothing}${mailbox === undefined ? nothing : html`<span class="chip mailbox"><bdi>${mailbox}</bdi></span>`}</div>
    <time datetime=${reply.receivedAt} title=${wholeTime(at, tag)}>${rowTime(at, now, tag)}</time>
    <p class="subject"><button class="open-mail" @click=${() => send({ do: 'open', id })}>${subjectView(reply)}</button></p>
    <p class="why" part="why" id=${`why-${id}`}>${whyView(reply, 2)}</p>
    <div class="tools" part="tools">${dense && isOpenQuestion({ latest: reply }) ? answersView(model, reply) : nothing}${toolsView(model, reply)}</div>
  </div>`;
};

const placeView = (foundIn: Reply['foundIn']): TemplateResult | typeof nothing =>
  foundIn === 'spam' ? html`<span class="chip warn">${msg('found in Spam')}</span>` : foundIn === 'trash' ? html`<span class="chip warn">${msg('found in Trash')}</span>` : nothing;

/** Of a bounce what it means, before the subject that a mail system gave it. */
export const subjectView = (reply: Reply): TemplateResult => {
  const subject = reply.subject === '' ? html`<span class="soft">${msg('No subject')}</span>` : html`<bdi>${reply.subject}</bdi>`;
  const meaning = bounceWords(reply);
  return meaning === undefined ? subject : html`<b>${meaning}</b> · <span class="soft">${reply.answers === undefined ? subject : html`<bdi>${reply.answers.subject}</bdi>`}</span>`;
};

/** The person's word stands before the rules' reasons, which stay. */
export const whyView = ({ corrected, confidence, evidence }: Reply, most?: number): TemplateResult =>
  corrected === undefined
    ? html`${listIcon('info')}<span><b>${confidenceWord(confidence)}.</b> ${reasons(evidence, most)}</span>`
    : html`${listIcon('pencil')}<span><b>${msg('Corrected by you.')}</b> ${msg(str`It had been judged as: ${verdictName(corrected.judged)}.`)}</span>`;

const earlierView = (model: Model, reply: Reply): TemplateResult => {
  const { now, tag, send } = model;
  const { icon, tone } = lookOf(reply);
  const at = new Date(reply.receivedAt);
  return html`<div class="earlier ${reply.unread ? 'unread' : ''}"><span class="mark ${tone}">${listIcon(icon)}</span><button class="open-mail" @click=${() => send({ do: 'open', id: reply.id })}><b><bdi>${whoOf(reply).name}</bdi></b> <span class="soft">${verdictWords(reply, tag, now)}</span></button><time datetime=${reply.receivedAt} title=${wholeTime(at, tag)}>${rowTime(at, now, tag)}</time></div>`;
};
