import type { Provider } from './model.ts';

/** `gmail outlook` or `gmail,outlook`. Gmail is always there: without it there would be nothing to choose. */
export const toProviders = (value: string | null | undefined): readonly Provider[] =>
  (value ?? '').toLowerCase().split(/[\s,]+/).includes('outlook') ? ['gmail', 'outlook'] : ['gmail'];

/** An address that a link may lead to; nothing else that a browser would follow, such as `javascript:`. */
export const toHttpUrl = (value: string | undefined): string | undefined => {
  if (!value || !URL.canParse(value, document.baseURI)) return undefined;
  const { href, protocol } = new URL(value, document.baseURI);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
};
