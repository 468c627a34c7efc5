/** An address that a link may lead to; nothing else that a browser would follow, such as `javascript:`. */
export const toHttpUrl = (value: string | undefined): string | undefined => {
  if (!value || !URL.canParse(value, document.baseURI)) return undefined;
  const { href, protocol } = new URL(value, document.baseURI);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
};
