import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Model, Step } from '../model.ts';
import { button } from '../pieces/button.ts';
import { soft } from '../pieces/soft.ts';
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

/** Firefox submits, and so leaves the page, for an event of our own making, too. https://github.com/whatwg/dom/issues/678 */
const submitTo =
  ({ submit }: Step) =>
  (event: Event): void => {
    event.preventDefault();
    submit?.(new FormData(event.currentTarget as HTMLFormElement));
  };
