import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { refusalWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { schedulerIcon, type SchedulerIcon } from '../scheduler-icon.ts';
import { leavesOnTime } from './blank-view.ts';

const notice = (tone: 'calm' | 'warn' | 'bad', icon: SchedulerIcon, fact: string, holds: string, action: unknown = nothing): TemplateResult =>
  html`<div class="bar ${tone}" part="notice" role="status">${schedulerIcon(icon)}<p class="grow"><b>${fact}</b> ${holds}</p>${action}</div>`;

/** What is not as usual, above the rows. */
export const noticesView = (model: Model): TemplateResult => html`${awayView(model)}${model.mailboxes.map((mailbox) => mailboxView(model, mailbox))}`;

const awayView = ({ feed, changes, now, tag }: Model): TemplateResult | typeof nothing => {
  const kept = changes.filter(({ stand }) => stand.kind === 'kept').length;
  const holds = kept === 0 ? leavesOnTime() : `${kept === 1 ? msg('1 change is kept in this browser and told when it is back.') : msg(str`${kept} changes are kept in this browser and told, in order, when it is back.`)} ${leavesOnTime()}`;
  if (feed.kind === 'shown' && feed.freshness.kind === 'stale') return notice('calm', 'cloud', refusalWords(feed.freshness.failure, now, tag), holds);
  return kept === 0 ? nothing : notice('calm', 'cloud', msg('The mail service cannot be reached.'), holds);
};

const mailboxView = ({ mailboxes, mails, settingsUrl }: Model, { id, email, health, granted }: Connection): TemplateResult | typeof nothing => {
  const of = mailboxes.length > 1 ? ` ${isolated(email)}` : '';
  const waiting = mails.filter((mail) => mail.connectionId === id && mail.state.kind === 'waiting').length;
  const held = waiting === 0 ? '' : waiting === 1 ? msg('1 email is on hold, none lost.') : msg(str`${waiting} emails are on hold, none lost.`);
  const link = (words: string): unknown => (settingsUrl === undefined ? nothing : html`<a class="btn small-btn" href=${settingsUrl}>${words}</a>`);
  if (health.kind === 'reconnect-needed') return notice('bad', 'alert', msg('Gmail needs to be reconnected.') + of, held, link(msg('Reconnect')));
  if (!granted.includes('send')) return notice('warn', 'alert', msg('Sending is off.') + of, `${msg('The permission to send email was not given.')} ${held}`, link(msg('Choose permissions again')));
  return nothing;
};
