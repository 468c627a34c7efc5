import type { Failure } from '../../contract/index.ts';
import { retryHeaders } from '../http/error-response.ts';
import { failureStatus } from '../http/failure-status.ts';
import { pageRoute, type PageRoute } from '../http/route.ts';
import type { TroublePages } from '../http/serve-route.ts';
import { htmlPage, redirectPage } from './html-page.ts';
import { documentOf, escapeHtml, pageStyle } from './page-document.ts';
import { languageOfRequest, type PageLanguage } from './page-language.ts';

const words = {
  en: {
    title: 'This did not work',
    'too-many-requests': 'Too many attempts came from here in a short time. Wait a minute, then try again.',
    other: 'Something went wrong on our side. Nothing was changed. Close this window and try again in a minute.',
    reference: 'Reference for support:',
  },
  fr: {
    title: 'Cela n’a pas fonctionné',
    'too-many-requests': 'Trop de tentatives ont été faites d’ici en peu de temps. Attendez une minute, puis réessayez.',
    other: 'Une erreur s’est produite de notre côté. Rien n’a changé. Fermez cette fenêtre et réessayez dans une minute.',
    reference: 'Référence pour l’assistance :',
  },
} as const satisfies Record<PageLanguage, unknown>;

/** The page a person sees when a page of the service itself fails. It repeats nothing of the request. */
const errorPage = (failure: Failure, requestId: string, request: Request, serviceOrigin: string): Response => {
  const language = languageOfRequest(request);
  const text = words[language];
  const sentence = failure.code === 'too-many-requests' ? text['too-many-requests'] : text.other;
  const html = documentOf({
    language,
    title: text.title,
    head: '',
    body: `<section><h1>${escapeHtml(text.title)}</h1><p>${escapeHtml(sentence)}</p><p>${escapeHtml(text.reference)} ${escapeHtml(requestId)}</p></section>`,
  });
  return htmlPage({ html, status: failureStatus[failure.code], styles: [pageStyle], headers: retryHeaders(failure) }, serviceOrigin);
};

const troublePath = '/connect/trouble';

export const createTroublePages = (serviceOrigin: string): TroublePages => ({
  here: (failure, { request, requestId }) => errorPage(failure, requestId, request, serviceOrigin),
  // The same page at an address of its own. It is limited like every page, so a flood meets the limit there.
  elsewhere: (requestId) => redirectPage(`${serviceOrigin}${troublePath}/${requestId}`),
});

/** What went wrong at an address that nobody may see, told at one that says nothing but where the log has it. */
export const troubleRoute = (serviceOrigin: string): PageRoute =>
  pageRoute(`${troublePath}/:requestId{[\\w-]{16}}`, async ({ request, params }) =>
    errorPage({ code: 'service-unavailable' }, params['requestId'] ?? '', request, serviceOrigin),
  );
