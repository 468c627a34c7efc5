import { markup, type Markup } from '../../markup.ts';
import { crmUsers } from '../users.ts';
import { icons } from './icons.ts';
import { emailTabs, settingsGroups, settingsPage } from './settings-frame.ts';
import type { PageContent, PageContext } from './shell.ts';

/** The pages behind the gear. Two of them hold the wizard; the others are there so that the way to it is a real one. */
export const settingsOverview = ({ words }: PageContext): PageContent => ({
  title: words.settings,
  body: markup`<div class="page alone"><div><h1>${words.settings}</h1><p class="lead">${words.settingsLead}</p></div>
${settingsGroups(words).map(
  ({ label, entries }) => markup`<section><h2>${label}</h2><ul class="entries">${entries.map(
    (entry) => markup`<li><a href="${entry.href}" aria-describedby="${entry.href}"><b>${entry.label}</b>${icons.next}</a><span id="${entry.href}">${entry.hint}</span></li>`,
  )}</ul></section>`,
)}</div>`,
});

export const emailConnection = (context: PageContext): PageContent => ({
  title: context.words.emailConnection,
  usesKit: true,
  body: emailPage(
    context,
    markup`${wizard(context, 'connection')}<noscript><p class="note">${context.words.noScript}</p></noscript>`,
  ),
});

export const firstSteps = (context: PageContext): PageContent => {
  const { words } = context;
  return {
    title: words.firstSteps,
    usesKit: true,
    body: settingsPage(context, words.firstSteps, words.myAccount, markup`<p class="lead">${words.firstStepsLead}</p>${wizard(context, 'settings')}`),
  };
};

const wizard = ({ host }: PageContext, entry: 'connection' | 'settings'): Markup => {
  const throughBackend = host.conditions().claim !== 'page';
  return markup`<gmail-connect-wizard endpoint="${host.serviceOrigin}" session-url="/session-token" entry="${entry}"${throughBackend && markup` token-endpoint="/token-endpoint"`}></gmail-connect-wizard>`;
};

const emailPage = (context: PageContext, content: Markup): Markup =>
  settingsPage(context, context.words.emailSettings, context.words.myAccount, markup`${emailTabs(context)}${content}`);

const facts = (rows: readonly (readonly [string, string])[]): Markup =>
  markup`<dl class="facts">${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

const note = ({ words }: PageContext): Markup => markup`<p class="note">${words.demoNote}</p>`;

const plain = (context: PageContext, title: string, group: string, content: Markup): PageContent => ({
  title,
  body: settingsPage(context, title, group, markup`${content}${note(context)}`),
});

export const emailGeneral = (context: PageContext): PageContent => {
  const { words, session } = context;
  const rows = [
    [words.senderName, session.user.name],
    [words.replyAddress, session.user.email],
  ] as const;
  return { title: words.emailSettings, body: emailPage(context, markup`${facts(rows)}${note(context)}`) };
};

export const emailSignature = (context: PageContext): PageContent => {
  const { words, session } = context;
  return {
    title: words.signature,
    body: emailPage(context, markup`<pre class="signature">${words.signatureText(session.user.name)}</pre>${note(context)}`),
  };
};

export const profile = (context: PageContext): PageContent => {
  const { words, session } = context;
  const rows = [
    [words.name, session.user.name],
    [words.email, session.user.email],
    [words.role, words.sales],
    [words.organization, 'Northpeak'],
  ] as const;
  return plain(context, words.profile, words.myAccount, facts(rows));
};

export const notifications = (context: PageContext): PageContent => {
  const { words } = context;
  const rows = [
    [words.onReply, words.byEmail],
    [words.onDeal, words.daily],
  ] as const;
  return plain(context, words.notifications, words.myAccount, facts(rows));
};

export const users = (context: PageContext): PageContent => {
  const { words } = context;
  return plain(context, words.users, words.company, facts(crmUsers.map((user) => [user.name, user.email])));
};

export const pipelines = (context: PageContext): PageContent => {
  const { words } = context;
  return plain(context, words.pipelines, words.company, markup`<ol class="stages">${words.stages.map((stage) => markup`<li>${stage}</li>`)}</ol>`);
};
