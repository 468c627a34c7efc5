import { pageRoute, type PageRoute } from '../http/route.ts';
import { htmlPage } from '../pages/html-page.ts';
import { documentOf, escapeHtml, pageStyle } from '../pages/page-document.ts';
import { languageOf, languageOfRequest, type PageLanguage } from '../pages/page-language.ts';
import type { Ports } from '../ports.ts';
import { gmailLimits, longestPauseHours, recipientsPerMessage, type GmailPlan } from './gmail-limits.ts';

/**
 * `/limits`: what the wizard's note on Gmail's own sending limits leads to, in words a salesperson can use. `lang` is the
 * wizard's language; without it the browser's decides.
 */
export const limitsPage = (ports: Ports): PageRoute =>
  pageRoute('/limits', async ({ request }) => {
    const asked = new URL(request.url).searchParams.get('lang');
    const language = asked === null ? languageOfRequest(request) : languageOf(asked);
    const words = limitWords[language];
    const html = documentOf({ language, title: words.title, head: '', body: bodyOf(words, language) });
    return htmlPage({ html, styles: [pageStyle], headers: { Vary: 'Accept-Language' } }, ports.settings.serviceOrigin);
  });

interface LimitWords {
  readonly title: string;
  readonly intro: string;
  readonly plans: Readonly<Record<GmailPlan, string>>;
  readonly messages: (count: string) => string;
  readonly recipients: (count: string) => string;
  readonly external: (count: string) => string;
  readonly rules: readonly string[];
  readonly source: string;
}

const limitWords: Readonly<Record<PageLanguage, LimitWords>> = {
  en: {
    title: 'Gmail’s own sending limits',
    intro: 'Gmail limits how much one mailbox may send, whatever program sends it. These are the numbers Google publishes; it may change them without notice.',
    plans: {
      personal: 'Personal Gmail',
      workspace: 'Google Workspace',
      'workspace-trial': 'Google Workspace, on trial',
    },
    messages: (count) => `${count} emails in any 24 hours`,
    recipients: (count) => `, to ${count} recipients in all`,
    external: (count) => `, ${count} of them outside your organization`,
    rules: [
      'The 24 hours roll: room comes back a day after each email, not at midnight.',
      'Everything counts together: this CRM, Gmail in the browser, your phone, other programs.',
      `Count on ${recipientsPerMessage} recipients per email when a program sends it.`,
      `A mailbox that passes a limit cannot send for up to ${longestPauseHours} hours. It goes on receiving.`,
    ],
    source: 'Google’s own page about these limits',
  },
  fr: {
    title: 'Les limites d’envoi de Gmail',
    intro: 'Gmail limite ce qu’une boîte peut envoyer, quel que soit le programme utilisé. Voici les chiffres publiés par Google, qui peut les changer sans préavis.',
    plans: {
      personal: 'Gmail personnel',
      workspace: 'Google Workspace',
      'workspace-trial': 'Google Workspace, à l’essai',
    },
    messages: (count) => `${count} e-mails par période de 24 heures`,
    recipients: (count) => `, ${count} destinataires au total`,
    external: (count) => `, dont ${count} hors de votre organisation`,
    rules: [
      'Les 24 heures sont glissantes : la place revient un jour après chaque e-mail, et non à minuit.',
      'Tout compte ensemble : ce CRM, Gmail dans le navigateur, votre téléphone, les autres programmes.',
      `Comptez ${recipientsPerMessage} destinataires par e-mail quand un programme l’envoie.`,
      `Une boîte qui dépasse une limite ne peut plus envoyer pendant ${longestPauseHours} heures au plus. Elle continue à recevoir.`,
    ],
    source: 'La page de Google sur ces limites',
  },
};

const sourceUrl = 'https://support.google.com/a/answer/166852';

const bodyOf = (words: LimitWords, language: PageLanguage): string => {
  const count = new Intl.NumberFormat(language);
  const rows = plans.map((plan) => {
    const { messagesPerDay, recipientsPerDay, externalRecipientsPerDay } = gmailLimits[plan];
    const recipients = recipientsPerDay === undefined ? '' : words.recipients(count.format(recipientsPerDay));
    const external = externalRecipientsPerDay === undefined ? '' : words.external(count.format(externalRecipientsPerDay));
    const limit = words.messages(count.format(messagesPerDay)) + recipients + external;
    return `<dt>${escapeHtml(words.plans[plan])}</dt><dd>${escapeHtml(limit)}</dd>`;
  });
  return `<section>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<dl>${rows.join('')}</dl>
<ul>${words.rules.map((rule) => `<li>${escapeHtml(rule)}</li>`).join('')}</ul>
<p><a href="${sourceUrl}?hl=${language}" rel="noreferrer">${escapeHtml(words.source)}</a></p>
</section>`;
};

const plans: readonly GmailPlan[] = ['personal', 'workspace', 'workspace-trial'];
