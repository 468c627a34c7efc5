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

const markWords = (mark: Mark): string | undefined => {
  if (mark === 'done') return msg('done');
  if (mark === 'away') return msg('in Google’s window');
  return mark === 'stopped' ? msg('stopped here') : undefined;
};

/** A rail where there is room, a strip where there is not; the same list for both. */
export const progressView = ({ marks, step }: Progress): TemplateResult => {
  const names = labels();
  const item = (mark: Mark, index: number): TemplateResult => {
    const words = markWords(mark);
    return html`<li class=${mark} aria-current=${step === index + 1 ? 'step' : nothing}><i aria-hidden="true">${mark === 'done' ? icon('check') : mark === 'stopped' ? '!' : index + 1}</i><span>${names[index]}${words ? html`<span class="sr">, ${words}</span>` : nothing}</span></li>`;
  };
  const google = marks.slice(6);
  const away = google.includes('away');
  const stage = google.some((mark) => mark !== 'todo') ? 'google on' : 'google';
  return html`<div class="progress" part="progress" role="group" aria-label=${msg('Progress')}>
    <div class="group">
      <p>${icon('apps')}${msg('In your CRM')}</p>
      <ol>${marks.slice(0, 6).map(item)}</ol>
    </div>
    <div class=${stage}>
      <p>${icon('window')}${msg('At Google')}</p>
      <ol>${google.map((mark, index) => item(mark, index + 6))}</ol>
      <p class="aside">${away ? msg('Ticked together when Google answers.') : msg('In Google’s own window.')}</p>
    </div>
    <p class="here" aria-hidden="true">${hereWords(step, marks, names)}</p>
  </div>`;
};

const hereWords = (step: number | undefined, marks: readonly Mark[], names: readonly string[]): string => {
  if (step) {
    const name = names[step - 1] ?? '';
    return marks[step - 1] === 'stopped' ? msg(str`Stopped at step ${step} of 9: ${name}`) : msg(str`Step ${step} of 9: ${name}`);
  }
  return marks[8] === 'away' ? msg('Steps 7 to 9 are in Google’s window') : marks[8] === 'done' ? msg('All nine steps are done') : msg('Steps 7 to 9 did not finish');
};
