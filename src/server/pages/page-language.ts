/** The languages of the service's own pages. */
export type PageLanguage = 'en' | 'fr';

/** A page that belongs to a flow speaks the flow's language. */
export const languageOf = (locale: string): PageLanguage => (/^fr\b/i.test(locale) ? 'fr' : 'en');

/** A page that knows no flow speaks the first of the browser's languages that we have. */
export const languageOfRequest = (request: Request): PageLanguage => {
  const wanted = (request.headers.get('Accept-Language') ?? '').split(',').map((each) => each.trim().slice(0, 2).toLowerCase());
  return wanted.find((each) => each === 'fr' || each === 'en') === 'fr' ? 'fr' : 'en';
};
