import type { WebhookEvent } from '../../../src/contract/index.ts';
import { markup, type Markup } from '../../markup.ts';
import { activityOf, type ContactActivity } from '../hooks/activity-of.ts';
import type { HeardEvent } from '../hooks/heard-events.ts';
import { hookWordsIn, type HookWords } from '../hooks/words.ts';
import type { PageContent, PageContext } from './shell.ts';
import { timeView } from './time-view.ts';

/** What the CRM knows of each contact because the service told it. It comes anew by itself while it stands open. */
export const activity = (context: PageContext): PageContent => {
  const { host, session } = context;
  const words = hookWordsIn[session.language];
  const contacts = activityOf(host.heard.events(), session.user);
  const count = contacts.reduce((sum, { events }) => sum + events.length, 0);
  return {
    title: context.words.activity,
    renewsItself: true,
    body: markup`<div class="page alone"><div><h1>${context.words.activity}</h1><p class="lead">${words.activityLead}</p></div>
<p class="note" role="status" id="activity-count" data-live>${count === 0 ? words.nothingHeard : words.heardSoFar(count)}</p>
<div class="activity" id="activity" data-live>${contacts.map((each) => contactView(context, words, each))}</div>
<p class="note"><a href="/settings/webhooks">${words.seeDeliveries}</a></p></div>`,
  };
};

const contactView = (context: PageContext, words: HookWords, { contact, events }: ContactActivity): Markup => {
  const id = contact?.email ?? 'mailbox';
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${contact === undefined ? words.mailboxItself : markup`<bdi>${contact.name}</bdi>${contact.company !== '' && ` · ${contact.company}`}`}</h2>
${eventsView(context, words, events)}</section>`;
};

export const eventsView = (context: PageContext, words: HookWords, events: readonly HeardEvent[]): Markup =>
  markup`<ol>${events.map((each) => eventView(context, words, each))}</ol>`;

const eventView = ({ session }: PageContext, words: HookWords, { event, heardAt, times }: HeardEvent): Markup =>
  markup`<li>${timeView(heardAt, session.language)}<span>${happened(words, event)}${times > 1 && markup` <small>${words.toldAgain(times - 1)}</small>`}</span></li>`;

const happened = (words: HookWords, { type, data }: WebhookEvent): Markup => {
  if (type === 'tracking.gap-closed') return markup`<b>${words.gapClosed}</b> ${words.foundInGap(data.replies)}`;
  // The scheduler itself shows what became of a mail; here it is named as the service names it.
  if ('mail' in data) return markup`<b>${type}</b> <bdi>${data.mail.reference ?? data.mail.id}</bdi>`;
  const { verdict, corrected, subject, from, bounce } = data.reply;
  const kind = words.verdicts[verdict];
  const mail = markup`<bdi>${subject}</bdi> · <bdi>${from.name || from.address}</bdi>${bounce !== undefined && ` · ${[bounce.status, ...bounce.recipients].filter(Boolean).join(' ')}`}`;
  if (type === 'reply.found') return markup`<b>${kind}</b> ${mail}`;
  return markup`<b>${corrected === undefined ? words.takenBack(kind) : words.correctedTo(kind, words.verdicts[corrected.judged])}</b> ${mail}`;
};
