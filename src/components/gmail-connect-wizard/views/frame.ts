import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Action, Input, Model, Step } from '../model.ts';
import { progressOf } from '../progress.ts';
import { progressView } from './progress-view.ts';

/** The sheet around every step: title, progress, the step, its actions. */
export const frame = (model: Model, step: Step): TemplateResult => html`<div class="sheet" part="wizard">
    <header class="head line" part="header">
      <span class="tile accent">${icon('mail')}</span>
      <h2 part="title">${msg('Connect to Gmail')}</h2>
    </header>
    <div class="main">
      ${progressView(progressOf(model.connect))}
      <form class="part step" id="step" part="step" aria-labelledby="heading" novalidate @submit=${submitTo(step)}>
        <div class="line">${step.tone ? html`<span class="tile ${step.tone}">${icon(step.tone === 'good' ? 'check' : 'alert')}</span>` : nothing}<h3 id="heading" part="step-title" tabindex="-1">${step.heading}</h3></div>
        ${soft(step.says)}${step.body}
        <p class="line small status" id="status" role="status">${step.busy ? html`<i class="spin"></i>` : nothing}<span>${step.status}</span></p>
        ${step.below}
      </form>
    </div>
    ${footer(model, step)}
  </div>`;

const footer = (model: Model, { primary, others = [], busy }: Step): TemplateResult | typeof nothing =>
  primary || others.length > 0 || busy
    ? html`<footer class="foot line wrap" part="footer">
        <p class="line soft trust">${icon('lock')}${msg('Your password is typed at Google only. You can disconnect at any time.')}</p>
        <div class="actions" part="actions">${others.map((each) => button(model, each))}${primary ? button(model, primary, 'solid accent') : nothing}</div>
      </footer>`
    : nothing;

export const soft = (words: string | undefined): TemplateResult | typeof nothing => (words ? html`<p class="soft">${words}</p>` : nothing);

export const button = ({ send }: Pick<Model, 'send'>, { label, icon: sign, does, waiting }: Action, look = ''): TemplateResult =>
  html`<button class="btn ${look}" form="step" type=${does ? 'button' : 'submit'} aria-disabled=${waiting ? 'true' : nothing} @click=${pressing(waiting ? 'nothing' : does, send)}>${waiting ? html`<i class="spin"></i>` : sign ? icon(sign) : nothing}${label}</button>`;

/**
 * A button that waits keeps its place and the focus, and does nothing. Neither does the second half of a double click:
 * it would press the next step's button, which stands in the same place by then, unseen. The browser itself never
 * submits: it would go on by the button drawn over this one within this click, and in a frame sandboxed without
 * `allow-forms` it tells the form nothing.
 */
const pressing =
  (does: Input | 'nothing' | undefined, send: Model['send']) =>
  (event: MouseEvent): void => {
    event.preventDefault();
    if (event.detail > 1) return;
    if (does === undefined) (event.currentTarget as HTMLButtonElement).form?.dispatchEvent(new Event('submit'));
    else if (does !== 'nothing') send(does);
  };

const submitTo =
  ({ submit }: Step) =>
  ({ currentTarget }: Event): void =>
    submit?.(new FormData(currentTarget as HTMLFormElement));

/** A sign, a fact in bold, and what it means. A bad fact is news that is announced. */
export const note = (tone: string, fact: string, meaning: unknown, part = 'note'): TemplateResult =>
  html`<div class="note ${tone}" part=${part}>${icon(tone === 'good' ? 'check' : 'alert')}<div class="grow"><b ?data-news=${tone === 'bad'}>${fact}</b>${meaning}</div></div>`;
