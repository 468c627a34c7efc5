import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Mark } from '../progress.ts';

const looks: Readonly<Record<Mark, string>> = { '+': 'done', '>': 'now', '.': '', '~': 'away', '!': 'stopped', '?': 'open' };

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

/** A rail where there is room, a strip where there is not; the same list for both. */
export const progressView = (marks: readonly Mark[]): TemplateResult => {
  const names = labels();
  const words: Partial<Record<Mark, string>> = { '+': msg('done'), '~': msg('in Google’s window'), '!': msg('stopped here') };
  const here = marks.findIndex((mark) => mark === '>' || mark === '!');
  const items = marks.map((mark, index) => {
    const said = words[mark];
    return html`<li class=${looks[mark]} aria-current=${here === index ? 'step' : nothing}><i aria-hidden="true">${mark === '+' ? icon('check') : mark === '!' ? mark : index + 1}</i><span>${names[index]}${said ? html`<span class="sr">, ${said}</span>` : nothing}</span></li>`;
  });
  const away = marks[8] === '~';
  return html`<div class="progress" part="progress" role="group" aria-label=${msg('Progress')}>
    <div><p>${msg('In your CRM')}</p><ol>${items.slice(0, 6)}</ol></div>
    <div class="google ${marks[8] === '.' ? '' : 'on'}"><p>${msg('At Google')}</p><ol>${items.slice(6)}</ol>${away ? html`<p class="aside">${msg('Ticked together when Google answers.')}</p>` : nothing}</div>
    <p class="here" aria-hidden="true">${here < 0 ? (away ? msg('Steps 7 to 9 are in Google’s window') : nothing) : msg(str`Step ${here + 1} of 9: ${names[here]}`)}</p>
  </div>`;
};
