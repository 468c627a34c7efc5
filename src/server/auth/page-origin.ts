/** Where the request says that its page stands. Browsers set both headers by themselves; no script can. */
export type PageOrigin =
  | { readonly kind: 'named'; readonly origin: string }
  /** A GET to the page's own origin carries no Origin header, and says so in `Sec-Fetch-Site`. */
  | { readonly kind: 'same-origin' }
  | { readonly kind: 'missing' };

export const pageOrigin = (method: string, headers: Headers): PageOrigin => {
  const origin = headers.get('origin');
  if (origin !== null) return { kind: 'named', origin };
  if (method === 'GET' && headers.get('sec-fetch-site') === 'same-origin') return { kind: 'same-origin' };
  return { kind: 'missing' };
};

/**
 * The origin of the page, if it is one of those that both the token and the tenant allow. A same-origin page stands on
 * the service's own origin, or on the only allowed one when the host serves this API through a proxy on its own.
 */
export const allowedOrigin = (
  page: PageOrigin,
  allowed: readonly string[],
  serviceOrigin: string,
): string | undefined => {
  switch (page.kind) {
    case 'named':
      return allowed.includes(page.origin) ? page.origin : undefined;
    case 'same-origin':
      if (allowed.includes(serviceOrigin)) return serviceOrigin;
      return allowed.length === 1 ? allowed[0] : undefined;
    case 'missing':
      return undefined;
  }
};
