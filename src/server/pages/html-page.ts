/** What a page of the service may load; everything else is forbidden by its policy. */
export interface PageParts {
  readonly html: string;
  readonly status?: number;
  /** Paths on the service's own origin, for example `/connect/finish.js`. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** Whether its script may fetch from the service. */
  readonly fetchesOwnOrigin?: boolean;
  /** Whether a form in it is sent to its own address. */
  readonly postsToItself?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Headers of every answer a browser shows at the top level, redirects included. There is no Cross-Origin-Opener-Policy
 * on purpose: it would cut the finish page off from the page that opened it.
 */
export const pageHeaders = (policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'") => ({
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

export const htmlPage = (parts: PageParts, serviceOrigin: string): Response => {
  const at = (path: string): string => `${serviceOrigin}${path}`;
  const list = (paths: readonly string[] | undefined): string => (paths ?? []).map(at).join(' ') || "'none'";
  const policy = [
    "default-src 'none'",
    `script-src ${list(parts.scripts)}`,
    `style-src ${list(parts.styles)}`,
    `connect-src ${parts.fetchesOwnOrigin === true ? serviceOrigin : "'none'"}`,
    // The empty icon that keeps browsers from asking for one.
    'img-src data:',
    "base-uri 'none'",
    `form-action ${parts.postsToItself === true ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return new Response(parts.html, {
    status: parts.status ?? 200,
    headers: { ...parts.headers, ...pageHeaders(policy), 'Content-Type': 'text/html; charset=utf-8' },
  });
};

/** A redirect at the top level; 303 after a callback so that its URL is not repeated. */
export const redirectPage = (location: string, headers: Readonly<Record<string, string>> = {}, status: 302 | 303 = 303): Response =>
  new Response(null, { status, headers: { ...headers, ...pageHeaders(), Location: location } });
