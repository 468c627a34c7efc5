import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { StaticFiles } from '../http/static-files.ts';
import { isExactOrigin } from '../settings/origin-text.ts';

export type ReturnPageProblem = 'service-origin-missing' | 'page-not-built';

const placeholder = '__SERVICE_ORIGIN__';

/** The return page for the host's own origin, with the service's origin built in: it is never read from a URL. */
export const returnPage = (serviceOrigin: string | undefined, pages: StaticFiles): Outcome<string, ReturnPageProblem> => {
  if (serviceOrigin === undefined || !isExactOrigin(serviceOrigin)) return fail('service-origin-missing');
  const template = pages.get('return.html');
  if (template === undefined) return fail('page-not-built');
  // An exact origin has no character that means something in an attribute.
  return succeed(new TextDecoder().decode(template.body).replaceAll(placeholder, () => serviceOrigin));
};

export const returnPageSentence = (problem: ReturnPageProblem): string =>
  problem === 'page-not-built'
    ? 'The return page is not built: run `npm run build`.'
    : 'GCK_SERVICE_ORIGIN is missing or not an origin: the return page has to know it.';
