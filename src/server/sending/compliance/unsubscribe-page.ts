import { unsubscribePath } from '../../../contract/index.ts';
import { openRoute, pageRoute, type OpenRoute, type PageRoute } from '../../http/route.ts';
import { htmlPage } from '../../pages/html-page.ts';
import { documentOf, escapeHtml, pageStyle } from '../../pages/page-document.ts';
import { languageOfRequest, type PageLanguage } from '../../pages/page-language.ts';
import type { Ports } from '../../ports.ts';
import { suppress } from '../../store/suppressions.ts';
import { withdrawWaiting } from '../dispatch/withdraw-waiting.ts';
import { readUnsubscribeLink } from '../../store/unsubscribe-links.ts';

/**
 * Where a recipient takes themselves off the list. Mail programs and virus scanners open every address in a mail, so opening it
 * only asks; a POST unsubscribes, from the page's button as from a mail program's (RFC 8058). Whoever comes with an address
 * that leads to no mail is answered alike.
 */
export const unsubscribePages = (ports: Ports): readonly (PageRoute | OpenRoute)[] => {
  const path = unsubscribePath(':mailId');
  const page = (request: Request, part: 'asks' | 'done'): Response => {
    const language = languageOfRequest(request);
    const { title, text, button } = words[language][part];
    const form = button === undefined ? '' : `<form method="post"><button type="submit" name="List-Unsubscribe" value="One-Click">${escapeHtml(button)}</button></form>`;
    const html = documentOf({ language, title, head: '', body: `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>\n${form}` });
    return htmlPage({ html, styles: [pageStyle], postsToItself: button !== undefined, headers: { Vary: 'Accept-Language' } }, ports.settings.serviceOrigin);
  };
  return [
    pageRoute(path, async ({ request }) => page(request, 'asks')),
    { ...openRoute(path, async (request, { mailId = '' }) => ((await unsubscribe(ports, mailId)), page(request, 'done'))), method: 'POST' },
  ];
};

const unsubscribe = async (ports: Ports, mailId: string): Promise<void> => {
  const { database, clock } = ports;
  const link = await readUnsubscribeLink(database, mailId);
  if (link === undefined) return;
  await suppress(database, link.organisation, [{ what: link.address, cause: 'unsubscribed', at: clock.now() }]);
  await withdrawWaiting(ports, link.organisation, [link.address]);
};

interface PageWords {
  readonly title: string;
  readonly text: string;
  readonly button: string | undefined;
}

const words: Readonly<Record<PageLanguage, Readonly<Record<'asks' | 'done', PageWords>>>> = {
  en: {
    asks: { title: 'Unsubscribe?', text: 'You will get no more emails of this kind from this sender.', button: 'Unsubscribe' },
    done: { title: 'You are unsubscribed', text: 'It may take a moment until what is already on its way has arrived.', button: undefined },
  },
  fr: {
    asks: { title: 'Se désabonner ?', text: 'Vous ne recevrez plus d’e-mails de ce type de cet expéditeur.', button: 'Se désabonner' },
    done: { title: 'Vous êtes désabonné', text: 'Ce qui est déjà en route peut encore arriver dans les prochains instants.', button: undefined },
  },
};
