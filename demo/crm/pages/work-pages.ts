import { markup, type Markup } from '../../markup.ts';
import { contacts as contactsOfCrm } from '../../personas/contacts.ts';
import { campaignPath } from '../campaign/campaign-page.ts';
import { contactPath } from './contact-page.ts';
import type { PageContent, PageContext } from './shell.ts';

/** The CRM's daily pages, small and honest: invented customers, no numbers that pretend to be measured. */
const customers = Object.values(contactsOfCrm);

const table = (heads: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup =>
  markup`<div class="table" tabindex="0" role="region" aria-label="${heads.join(', ')}"><table><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${row.map((cell, index) => (index === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td>${cell}</td>`))}</tr>`,
  )}</tbody></table></div>`;

const page = (title: string, content: Markup): PageContent => ({
  title,
  body: markup`<div class="page alone"><h1>${title}</h1>${content}</div>`,
});

export const contacts = ({ words }: PageContext): PageContent =>
  page(
    words.contacts,
    table(
      [words.name, words.company1, words.email],
      Object.entries(contactsOfCrm).map(([key, { name, company, email }]) => [markup`<a href="${contactPath(key)}">${name}</a>`, company, email]),
    ),
  );

export const deals = ({ words, session }: PageContext): PageContent => {
  const money = new Intl.NumberFormat(session.language, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const rows = customers.slice(0, words.stages.length).map(({ company }, index) => [company, words.stages[index] ?? '', money.format(4000 + index * 3500)]);
  return page(words.deals, table([words.company1, words.stage, words.value], rows));
};

export const outreach = ({ words }: PageContext): PageContent =>
  page(
    words.outreach,
    markup`${table([words.sequence, words.steps, words.status], [[markup`<a href="${campaignPath}">${words.spring}</a>`, '1', words.ready], ['Globex – Q2', '3', words.draft], ['Umbra Studio', '2', words.draft]])}
<p class="note">${words.outreachNote} <a href="/settings/email/connection">${words.connectMailbox}</a></p>`,
  );

export const replies = ({ words, host }: PageContext): PageContent => ({
  ...page(
    words.replies,
    markup`<reply-tracker-list endpoint="${host.serviceOrigin}" session-url="/session-token" settings-url="/settings/email/connection"></reply-tracker-list><noscript><p class="note">${words.repliesNoScript}</p></noscript>`,
  ),
  usesKit: true,
});

/** Whom somebody came here to write to; the page's script opens the form for them. */
const writtenTo = (key: string | null): Markup | undefined => {
  const contact = Object.entries(contactsOfCrm).find(([each]) => each === key)?.[1];
  return contact === undefined ? undefined : markup` data-write-to="${contact.email}" data-write-to-name="${contact.name}"`;
};

/** What leaves through the user's Gmail, and how much may. */
export const sending = ({ words, host, query }: PageContext): PageContent => ({
  ...page(
    words.sending,
    markup`<send-limit-meter endpoint="${host.serviceOrigin}" session-url="/session-token" settings-url="/settings/email/connection"></send-limit-meter><send-scheduler endpoint="${host.serviceOrigin}" session-url="/session-token" settings-url="/settings/email/connection"${writtenTo(query.get('to'))}></send-scheduler><noscript><p class="note">${words.sendingNoScript}</p></noscript>`,
  ),
  usesKit: true,
});

export const reports = ({ words }: PageContext): PageContent => page(words.reports, markup`<p class="note">${words.reportsNote}</p>`);

export const notFound = ({ words }: PageContext): PageContent => page(words.notFound, markup`<p>${words.notFoundText}</p>`);
