import * as endpoints from '../../contract/connect-endpoints.ts';
import type { Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';

/** Where a claim goes, and who speaks for the person there: the user token, or the host's own session cookie. */
export type ClaimAddress = { readonly url: string; readonly speaks: 'token' | 'session' };

/**
 * `token-endpoint` may name the host's own backend and nothing else. An address on another origin would carry the
 * verifier and the finish code to whoever wrote the markup, so it is refused before anything is sent.
 */
export const claimAddress = (
  tokenEndpoint: string | undefined,
  serviceOrigin: string,
  pageUrl: string,
): Outcome<ClaimAddress, { readonly code: 'token-endpoint-refused' }> => {
  const atService = { url: serviceOrigin + endpoints.claim, speaks: 'token' } as const;
  if (!tokenEndpoint) return succeed(atService);
  if (!URL.canParse(tokenEndpoint, pageUrl)) return fail({ code: 'token-endpoint-refused' });
  const url = new URL(tokenEndpoint, pageUrl);
  const namesService = url.origin === serviceOrigin && ['/', endpoints.claim].includes(url.pathname);
  if (namesService) return succeed(atService);
  const ours = url.origin === new URL(pageUrl).origin && !url.username && !url.password;
  return ours ? succeed({ url: url.href, speaks: 'session' }) : fail({ code: 'token-endpoint-refused' });
};
