import { pageRoute, type PageRoute } from '../http/route.ts';
import { htmlPage, pageHeaders, redirectPage } from '../pages/html-page.ts';
import { documentOf, escapeHtml, pageStyle } from '../pages/page-document.ts';
import { languageOfRequest } from '../pages/page-language.ts';
import type { Ports } from '../ports.ts';
import { pageWords } from './page-words.ts';

/** One page for everything that is not in order, so that nobody learns from it which guess was nearer. */
export const neutralPage = (ports: Ports, request: Request): Response => {
  const language = languageOfRequest(request);
  const words = pageWords[language];
  const body = `<section><h1>${escapeHtml(words.neutralTitle)}</h1><p>${escapeHtml(words.neutralText)}</p></section>`;
  const html = documentOf({ language, title: words.neutralTitle, head: '', body });
  return htmlPage({ html, status: 400, styles: [pageStyle] }, ports.settings.serviceOrigin);
};

const neutralPath = '/connect/nothing-to-do';

/** Where the neutral page stands by itself. */
export const neutralRoute = (ports: Ports): PageRoute => pageRoute(neutralPath, async ({ request }) => neutralPage(ports, request));

/** To the neutral page, away from an address that names a ticket, a state or a code: those stay in no address bar and no history. */
export const toNeutralPage = (ports: Ports): Response => redirectPage(ports.settings.serviceOrigin + neutralPath);

/** For whoever looks without going: not a success, so that no browser keeps it for the visit that follows. */
export const unvisitedPage = (): Response => new Response(null, { status: 503, headers: pageHeaders() });
