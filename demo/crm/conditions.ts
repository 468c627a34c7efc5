/** How this host behaves towards the product. The test panel and the tests change it; a real host decides once. */
export interface Conditions {
  readonly openerPolicy: 'unsafe-none' | 'same-origin-allow-popups' | 'same-origin' | 'noopener-allow-popups';
  readonly embedderPolicy: 'unsafe-none' | 'require-corp' | 'credentialless';
  /** Without one the host's tokens come from a tenant that has none, and the file is not there. */
  readonly returnPage: boolean;
  /** Who claims: the page at the service, or this backend for it. */
  readonly claim: 'page' | 'backend' | 'backend-only';
  /** What the token says of the mailbox to be connected. */
  readonly expects: 'address' | 'domain' | 'anything';
  /** The backend's own word on claims that it forwards. */
  readonly veto: boolean;
  /** Whether its webhook confirms what it hears. */
  readonly hook: 'answers' | 'fails';
  /** Replaces the page's Content-Security-Policy. */
  readonly contentSecurityPolicy: string | undefined;
}

export const usualConditions: Conditions = {
  openerPolicy: 'unsafe-none',
  embedderPolicy: 'unsafe-none',
  returnPage: true,
  claim: 'page',
  expects: 'address',
  veto: false,
  hook: 'answers',
  contentSecurityPolicy: undefined,
};

/** The tenants of one host, one for each way in which a host may stand to the service. */
export type TenantRole = 'usual' | 'without-return-page' | 'backend-only';

export const tenantRole = ({ returnPage, claim }: Conditions): TenantRole => {
  if (claim === 'backend-only') return 'backend-only';
  return returnPage ? 'usual' : 'without-return-page';
};
