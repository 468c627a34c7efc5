import { htmlPage } from '../http/html-page.ts';
import { pageRoute, type PageRoute } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { documentOf, escapeHtml } from './page-document.ts';
import { languageOf, languageOfRequest, type PageLanguage } from './page-words.ts';

interface LimitsWords {
  readonly title: string;
  readonly counts: string;
  /** The kind of account, and how many emails Google lets it send in 24 hours. */
  readonly accounts: readonly (readonly [string, string])[];
  readonly beyond: string;
  readonly source: string;
  readonly personal: string;
  readonly workspace: string;
}

const words: Readonly<Record<PageLanguage, LimitsWords>> = {
  en: {
    title: 'Gmail’s sending limits',
    counts: 'Gmail counts every email that leaves your mailbox within any 24 hours, wherever it was sent: in your CRM, in Gmail, on your phone or by another tool.',
    accounts: [
      ['Gmail account of a person', '500 emails in 24 hours'],
      ['Google Workspace', '2,000 emails in 24 hours'],
      ['Google Workspace on trial', '500 emails in 24 hours'],
    ],
    beyond: 'Beyond that Gmail sends nothing for some hours, up to 24. Nothing in your mailbox is lost.',
    source: 'Google sets these numbers and may change them. They stand in Google’s own words here:',
    personal: 'limits of Gmail',
    workspace: 'limits of Google Workspace',
  },
  fr: {
    title: 'Les limites d’envoi de Gmail',
    counts: 'Gmail compte chaque e-mail qui quitte votre messagerie sur 24 heures glissantes, où qu’il soit envoyé : dans votre CRM, dans Gmail, sur votre téléphone ou par un autre outil.',
    accounts: [
      ['Compte Gmail d’un particulier', '500 e-mails en 24 heures'],
      ['Google Workspace', '2 000 e-mails en 24 heures'],
      ['Google Workspace à l’essai', '500 e-mails en 24 heures'],
    ],
    beyond: 'Au-delà, Gmail n’envoie plus rien pendant quelques heures, 24 au plus. Rien n’est perdu dans votre messagerie.',
    source: 'Google fixe ces nombres et peut les changer. Ils figurent ici dans les termes de Google :',
    personal: 'limites de Gmail',
    workspace: 'limites de Google Workspace',
  },
};

/** Where “Learn more” leads that stands beside the note on Gmail's limits. It is the same for everybody. */
export const limitsPage = (ports: Ports): PageRoute =>
  pageRoute('/limits', async ({ request }) => {
    const asked = new URL(request.url).searchParams.get('lang');
    const language = asked === null ? languageOfRequest(request) : languageOf(asked);
    const { title, counts, accounts, beyond, source, personal, workspace } = words[language];
    const link = (answer: string, name: string): string => `<a href="https://support.google.com/${answer}?hl=${language}" rel="noreferrer">${escapeHtml(name)}</a>`;
    const body = `<section><h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(counts)}</p>
<dl>${accounts.map(([account, limit]) => `<dt>${escapeHtml(account)}</dt><dd>${escapeHtml(limit)}</dd>`).join('')}</dl>
<p>${escapeHtml(beyond)}</p>
<p>${escapeHtml(source)} ${link('mail/answer/22839', personal)}, ${link('a/answer/166852', workspace)}.</p></section>`;
    return htmlPage({ html: documentOf({ language, title, head: '', body }), styles: ['/connect/finish.css'] }, ports.settings.serviceOrigin);
  });
