import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Mark, Progress } from '../progress.ts';

const labels = (): string[] => [
  msg('Settings'),
  msg('Email Settings'),
  msg('Email Connection'),
  msg('Get Started'),
  msg('Choose your provider'),
  msg('Before Google opens'),
  msg('Choose the account'),
  msg('Enter the password'),
  msg('Allow'),
];

const markWords = (mark: Mark): string | undefined =>
  mark === 'done' ? msg('done') : mark === 'away' ? msg('in Google’s window') : mark === 'stopped' ? msg('stopped here') : undefined;

/** A rail where there is room, a strip where there is not; the same list for both. */
export const progressView = ({ marks, step }: Progress): TemplateResult => {
  const names = labels();
  const items = marks.map((mark, index) => {
    const words = markWords(mark);
    return html`<li class=${mark} aria-current=${step === index + 1 ? 'step' : nothing}><i aria-hidden="true">${mark === 'done' ? icon('check') : mark === 'stopped' ? '!' : index + 1}</i><span>${names[index]}${words ? html`<span class="sr">, ${words}</span>` : nothing}</span></li>`;
  });
  const away = marks[8] === 'away';
  const name = names[(step ?? 0) - 1];
  return html`<div class="progress" part="progress" role="group" aria-label=${msg('Progress')}>
    <div><p>${msg('In your CRM')}</p><ol>${items.slice(0, 6)}</ol></div>
    <div class="google ${marks[8] === 'todo' ? '' : 'on'}"><p class="line">${msg('At Google')}</p><ol>${items.slice(6)}</ol>${away ? html`<p class="aside">${msg('Ticked together when Google answers.')}</p>` : nothing}</div>
    <p class="here" aria-hidden="true">${step ? msg(str`Step ${step} of 9: ${name}`) : away ? msg('Steps 7 to 9 are in Google’s window') : nothing}</p>
  </div>`;
};
