import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { BatchStand } from '../../../client/outgoing/entries-of.ts';
import { timeOfRow } from '../../../client/outgoing/outgoing-rows.ts';
import type { Model } from '../model.ts';
import { schedulerIcon, type SchedulerIcon } from '../scheduler-icon.ts';
import { stateWords } from '../state-words.ts';
import { momentIn, momentOf } from '../times.ts';

/** Many mails that were queued with one press of the button: how far they are, and the way to each of them. */
export const batchView = (model: Model, batch: BatchStand, isOpen: boolean): TemplateResult => {
  const { now, tag, send } = model;
  const { id, total, sent, first, lastLeavesAt, hasSubjects } = batch;
  const number = (count: number): string => count.toLocaleString(tag);
  const { word, tone, icon } = chipOf(model, batch);
  const fact = msg(str`${number(sent)} of ${number(total)} sent`);
  const at = timeOfRow(first);
  return html`<li class="mail batch" part="batch">
    <span class="chip ${tone}" part="state">${schedulerIcon(icon)}${word}</span>
    <div class="who"><b>${fact}</b> <span class="soft">${first.subject === '' ? msg('No subject') : html`<bdi>${first.subject}</bdi>${hasSubjects ? ' …' : nothing}`}</span></div>
    <time datetime=${at}>${momentOf(new Date(at), now, tag)}</time>
    <div class="why"><progress max=${total} value=${sent} aria-label=${fact}></progress><p>${sumWords(batch, tag)}${lastLeavesAt === undefined ? nothing : html`. ${msg(str`The last leaves ${momentIn(new Date(lastLeavesAt), now, tag)}.`)}`}</p><button class="link" aria-expanded=${isOpen} @click=${() => send({ do: 'unfold', id })}>${isOpen ? msg('Hide the emails') : msg('Show the emails')}</button></div>
  </li>`;
};

/** What it is as a whole: on its way once the first has left, then done; before, as its first mail is. */
const chipOf = ({ now, tag, zone }: Model, { waiting, sent, stopped, failed, first }: BatchStand): { readonly word: string; readonly tone: string; readonly icon: SchedulerIcon } => {
  if (waiting === 0) return failed + stopped === 0 ? { word: msg('Sent'), tone: 'good', icon: 'check' } : { word: msg('Done'), tone: 'calm', icon: 'check' };
  if (sent > 0) return { word: msg('Leaving'), tone: 'accent', icon: 'send' };
  const { word, tone, icon } = stateWords(first, now, tag, zone);
  return { word, tone, icon: icon === 'spin' ? 'send' : icon };
};

/** All of them, each once. */
const sumWords = ({ sent, waiting, stopped, failed }: BatchStand, tag: string): string => {
  const number = (count: number): string => count.toLocaleString(tag);
  return [
    msg(str`${number(sent)} sent`),
    waiting > 0 ? msg(str`${number(waiting)} waiting`) : '',
    stopped > 0 ? msg(str`${number(stopped)} stopped`) : '',
    failed > 0 ? msg(str`${number(failed)} failed`) : '',
  ]
    .filter(Boolean)
    .join(' · ');
};
