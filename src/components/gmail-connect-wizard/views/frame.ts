import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Action, Model, Step } from '../model.ts';
import { progressOf } from '../progress.ts';
import { progressView } from './progress-view.ts';

/** The sheet around every step: title, progress, the step, its actions. */
export const frame = (model: Model, step: Step): TemplateResult => html`
  <div class="sheet wizard" part="wizard">
    <header class="head" part="header">
      <span class="pair" aria-hidden="true"><span class="tile">${icon('apps')}</span><span class="tile">${icon('mail')}</span></span>
      <h2 part="title">${msg('Connect to Gmail')}</h2>
    </header>
    <div class="main">
      ${progressView(progressOf(model.connect))}
      <form class="step" id="step" part="step" aria-labelledby="heading" novalidate @submit=${submitTo(step)}>
        ${step.sign ? html`<span class="tile ${step.sign.tone}" aria-hidden="true">${icon(step.sign.icon)}</span>` : nothing}
        <div class="flow">
          <h3 id="heading" part="step-title" tabindex="-1">${step.heading}</h3>
          ${step.body}
          <p class="aside small status" id="status" role="status">${step.busy ? html`<span class="spin"></span>` : nothing}<span>${step.status ?? nothing}</span></p>
          ${step.below ?? nothing}
        </div>
      </form>
    </div>
    ${footer(step)}
  </div>
`;

const footer = ({ primary, others = [] }: Step): TemplateResult | typeof nothing => {
  if (!primary && others.length === 0) return nothing;
  return html`<footer class="foot" part="footer">
    <p class="trust">${icon('lock')}<span>${msg('Your password is typed at Google only. You can disconnect at any time.')}</span></p>
    <div class="actions" part="actions">${others.map((each) => button(each, ''))}${primary ? button(primary, 'primary') : nothing}</div>
  </footer>`;
};

export const button = (action: Action, look: string): TemplateResult =>
  html`<button class="btn ${look}" form="step" type=${action.press ? 'button' : 'submit'} aria-disabled=${action.waiting ? 'true' : nothing} @click=${action.waiting ? hold : (action.press ?? nothing)}>${action.waiting ? html`<span class="spin"></span>` : action.icon ? icon(action.icon) : nothing}${action.label}</button>`;

/** A button that waits keeps its place and the focus, and does nothing. */
const hold = (event: Event): void => event.preventDefault();

const submitTo = (step: Step) => (event: SubmitEvent): void => {
  event.preventDefault();
  step.submit?.(new FormData(event.currentTarget as HTMLFormElement));
};
