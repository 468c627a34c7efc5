/** The origin that `endpoint` names, or undefined when it names none that a browser may call. */
export const toServiceOrigin = (endpoint: string | undefined): string | undefined => {
  if (!endpoint || !URL.canParse(endpoint)) return undefined;
  const { origin, protocol } = new URL(endpoint);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
};
