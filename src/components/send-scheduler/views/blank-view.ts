import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ClientFailure } from '../../../client/mail-client/mail-client.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon, type SchedulerIcon } from '../scheduler-icon.ts';
import { keptWords } from '../../shared/kept-words.ts';

/** What stands in the place of rows: why there are none, and the one thing to do. */
export const blank = (icon: SchedulerIcon, fact: string, holds: string, action: unknown): TemplateResult =>
  html`<div class="blank"><span class="tile">${schedulerIcon(icon)}</span><h3>${fact}</h3><p class="soft">${holds}</p>${action}</div>`;

export const ghosts = (): TemplateResult => html`<div class="ghosts">${[0, 1, 2].map(() => html`<div class="ghost"><i></i><i></i></div>`)}</div>`;

export const failedView = ({ send, now, tag }: Model, failure: ClientFailure): TemplateResult =>
  blank('alert', msg('What leaves could not be loaded'), `${refusalWords(failure, now, tag)} ${leavesOnTime()}`, html`<button class="btn solid accent" @click=${() => send({ do: 'try-again' })}>${msg('Try again')}</button>`);

export const leavesOnTime = (): string => msg('Emails that are scheduled already leave on time.');

export const emptyView = ({ mailboxes, settingsUrl, send }: Model): TemplateResult => {
  if (mailboxes.length === 0) {
    const link = settingsUrl === undefined ? nothing : html`<a class="btn" href=${settingsUrl}>${msg('Connect a mailbox')}</a>`;
    return blank('mail', msg('No mailbox is connected'), msg('Emails leave through your own Gmail, once it is connected.'), link);
  }
  return blank('send', msg('Nothing is waiting to leave'), `${msg('Emails that you schedule stand here with the time they leave, and the reason when they wait.')} ${keptWords()}`, html`<button class="btn solid accent" @click=${() => send({ do: 'write' })}>${schedulerIcon('pencil')}${msg('Write an email')}</button>`);
};
