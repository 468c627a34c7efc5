import type { Outcome } from '../../contract/index.ts';
import type { PushSender } from './push-token.ts';

/**
 * What the service asks of Google, in our own words. The one implementation, over google-auth-library, stands beside
 * this file; Google's snake_case and its error shapes end there.
 */
export interface GooglePort {
  /** The address of Google's consent page for one attempt. Pure; no request is made. */
  authorizationUrl(request: AuthorizationRequest): string;
  /** Exchanges an authorization code, once, without retries, and checks the ID token that comes with it. */
  exchange(request: ExchangeRequest): Promise<Outcome<Grant, ExchangeFailure>>;
  /** A new access token from a refresh token, without retries. */
  refresh(refreshToken: string): Promise<Outcome<Refreshed, RefreshFailure>>;
  /** Withdraws a grant. A token that Google no longer knows counts as withdrawn. */
  revoke(token: string): Promise<Outcome<undefined, { readonly code: 'google-unavailable' }>>;
  /** Gmail's own word on whether there is a mailbox, and which. Needs `gmail.readonly`. */
  profile(accessToken: string): Promise<Outcome<Profile, ProfileFailure>>;
  /** Whether a push bears the word of Google's Pub/Sub that our subscription sent it. */
  checkPush(token: string, sender: PushSender): Promise<Outcome<undefined, { readonly code: 'token-refused' | 'google-unavailable' }>>;
  /** Whether Google answers at all, for `doctor`. */
  reachable(): Promise<boolean>;
}

export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
  readonly prompt: 'consent' | 'select_account consent';
  readonly loginHint: string | undefined;
  readonly hostedDomain: string | undefined;
  readonly language: string | undefined;
}

export interface ExchangeRequest {
  readonly code: string;
  readonly codeVerifier: string;
  /** SHA-256 of the nonce in base64url; the nonce itself is not kept. */
  readonly nonceHash: string;
}

export interface Grant {
  readonly googleSub: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** The Workspace domain, absent for consumer accounts. */
  readonly hostedDomain: string | undefined;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly accessTokenExpiresAt: number;
  readonly refreshToken: string | undefined;
}

export interface Refreshed {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: number;
  /** Only when Google sent a new one; absent means that the old one goes on. */
  readonly refreshToken: string | undefined;
  readonly scopes: readonly string[] | undefined;
}

export interface Profile {
  /** What mail is sent from. A Workspace may rename it at any time; the account stays the same. */
  readonly email: string;
  /** How far the mailbox's history has come: whoever follows replies reads on from here. */
  readonly historyId: string;
}

export type ExchangeFailure =
  /** `invalid_grant`: the code was used, expired, or belongs to another client or verifier. */
  | { readonly code: 'google-refused' }
  /** The administrator of the Google Workspace does not allow this app. */
  | { readonly code: 'google-policy' }
  | { readonly code: 'client-misconfigured' }
  /** Google answered 429 or 5xx: it said so, nothing was granted as far as it told us. */
  | { readonly code: 'google-unavailable' }
  /** No readable answer came; Google may or may not have used the code. */
  | { readonly code: 'exchange-interrupted' }
  /**
   * The grant exists but its ID token does not hold (signature, issuer, audience, expiry, nonce, subject, address). The
   * token is handed over so that it can be discarded properly.
   */
  | { readonly code: 'identity-refused'; readonly discarded: DiscardedGrant };

export interface DiscardedGrant {
  /** The refresh token where there is one: Google counts it among the lasting accesses until it is withdrawn. */
  readonly token: string;
  /** Only when Google's signature vouches for it. Without it nobody knows whose other grant a revocation would end. */
  readonly googleSub: string | undefined;
}

export type RefreshFailure =
  | { readonly code: 'grant-lost'; readonly cause: 'unnamed' | 'session-policy' | 'administrator-policy' }
  | { readonly code: 'client-misconfigured' }
  | { readonly code: 'google-unavailable' };

export type ProfileFailure =
  | { readonly code: 'no-gmail' }
  | { readonly code: 'access-refused' }
  | { readonly code: 'google-unavailable' };
