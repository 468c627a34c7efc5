import { htmlPage, pageHeaders } from '../http/html-page.ts';
import type { Ports } from '../ports.ts';
import { documentOf, escapeHtml } from './page-document.ts';
import { languageOfRequest, pageWords } from './page-words.ts';

/** One page for everything that is not in order, so that nobody learns from it which guess was nearer. */
export const neutralPage = (ports: Ports, request: Request): Response => {
  const language = languageOfRequest(request);
  const words = pageWords[language];
  const body = `<section><h1>${escapeHtml(words.neutralTitle)}</h1><p>${escapeHtml(words.neutralText)}</p></section>`;
  const html = documentOf({ language, title: words.neutralTitle, head: '', body });
  return htmlPage({ html, status: 400, styles: ['/connect/finish.css'] }, ports.settings.serviceOrigin);
};

/** For whoever looks without going: not a success, so that no browser keeps it for the visit that follows. */
export const unvisitedPage = (): Response => new Response(null, { status: 503, headers: pageHeaders() });
