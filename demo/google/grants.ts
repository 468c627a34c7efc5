import { createHash } from 'node:crypto';
import { drawText, type Clock, type Random } from './chance.ts';
import type { OAuthClient } from './oauth-client.ts';

/**
 * What people granted, and every code and token that came of it.
 *
 * A *consent* is what one account granted to one project; Google remembers it until it is revoked. Codes, access tokens
 * and refresh tokens hang on it: revoking any of them ends the consent and all tokens of that account in the project.
 */
export interface Grants {
  consented(sub: string, project: string): readonly string[];
  issueCode(issue: CodeIssue): string;
  /** Takes the code out: it can be used once, by whom it was made for, whatever comes of it. */
  takeCode(code: string): TakenCode;
  issueTokens(grant: TokenGrant, lasting: { readonly endsAt: number | undefined } | undefined): IssuedTokens;
  refresh(refreshToken: string, clientId: string): Refreshed | undefined;
  /** The grant behind an access token that is still good. */
  access(accessToken: string): TokenGrant | undefined;
  /** False when nothing by that name is known (any more). */
  revokeToken(token: string): boolean;
  /** Everything of an account, in one project or in all. */
  revokeAccount(sub: string, project?: string): void;
  /** Projects that hold something of the account. */
  projectsOf(sub: string): readonly string[];
  countRefreshTokens(sub: string, clientId: string): number;
  /** Ends access tokens alone, as their hour does. */
  expireAccessTokens(): void;
  save(): SavedGrants;
}

export interface CodeIssue {
  readonly sub: string;
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  /** Whether exchanging it brings a refresh token. */
  readonly lasting: boolean;
}

export type TakenCode =
  | { readonly kind: 'good'; readonly issue: CodeIssue }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'used' }
  | { readonly kind: 'expired' };

export interface TokenGrant {
  readonly sub: string;
  readonly clientId: string;
  readonly project: string;
  readonly scopes: readonly string[];
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessTokenSeconds: number;
  readonly refreshToken: string | undefined;
}

export interface Refreshed extends IssuedTokens {
  readonly grant: TokenGrant;
}

interface RefreshToken extends TokenGrant {
  readonly endsAt?: number;
  readonly lastUsedAt: number;
}

interface AccessToken extends TokenGrant {
  readonly endsAt: number;
}

/** What survives a restart of the emulator. */
export interface SavedGrants {
  readonly consents: readonly (readonly [string, readonly string[]])[];
  readonly refreshTokens: readonly (readonly [string, RefreshToken])[];
  readonly accessTokens: readonly (readonly [string, AccessToken])[];
}

const codeLifeMs = 10 * 60_000;
/** Google's access tokens live an hour, and it says one second less. */
const accessTokenSeconds = 3599;
const idleLifeMs = 183 * 24 * 3_600_000;
const mostRefreshTokens = 100;

export const createGrants = (clock: Clock, random: Random, saved?: SavedGrants): Grants => {
  const consents = new Map<string, readonly string[]>(saved?.consents);
  const refreshTokens = new Map<string, RefreshToken>(saved?.refreshTokens);
  const accessTokens = new Map<string, AccessToken>(saved?.accessTokens);
  /** More than there are now, perhaps: only a pair that may have too many is looked through. */
  const everIssued = new Map<string, number>();
  const codes = new Map<string, { readonly issue: CodeIssue; readonly endsAt: number; used: boolean }>();

  const consentKey = (sub: string, project: string): string => `${project} ${sub}`;

  const issueAccessToken = ({ sub, clientId, project, scopes }: TokenGrant): string => {
    const token = `ya29.${drawText(random, 64)}`;
    accessTokens.set(token, { sub, clientId, project, scopes, endsAt: clock.now() + accessTokenSeconds * 1000 });
    return token;
  };

  /** Google keeps 100 per account and client and drops the oldest without a word. Maps keep the order of issue. */
  const dropOldest = (sub: string, clientId: string): void => {
    const pair = `${clientId} ${sub}`;
    const issued = (everIssued.get(pair) ?? 0) + 1;
    everIssued.set(pair, issued);
    if (issued <= mostRefreshTokens && saved === undefined) return;
    const ofThisPair = [...refreshTokens].filter(([, token]) => token.sub === sub && token.clientId === clientId);
    for (const [token] of ofThisPair.slice(0, Math.max(0, ofThisPair.length - mostRefreshTokens))) refreshTokens.delete(token);
  };

  const revokeAccount = (sub: string, project?: string): void => {
    const concerned = (grant: TokenGrant): boolean => grant.sub === sub && (project === undefined || grant.project === project);
    for (const [token, grant] of refreshTokens) if (concerned(grant)) refreshTokens.delete(token);
    for (const [token, grant] of accessTokens) if (concerned(grant)) accessTokens.delete(token);
    for (const [code, { issue }] of codes) {
      if (concerned({ sub: issue.sub, clientId: issue.client.clientId, project: issue.client.project, scopes: [] })) codes.delete(code);
    }
    for (const key of consents.keys()) {
      if (project === undefined ? key.endsWith(` ${sub}`) : key === consentKey(sub, project)) consents.delete(key);
    }
  };

  return {
    consented: (sub, project) => consents.get(consentKey(sub, project)) ?? [],

    issueCode: (issue) => {
      const code = `4/0A${drawText(random, 48)}`;
      codes.set(code, { issue, endsAt: clock.now() + codeLifeMs, used: false });
      const key = consentKey(issue.sub, issue.client.project);
      consents.set(key, [...new Set([...(consents.get(key) ?? []), ...issue.scopes])]);
      return code;
    },

    takeCode: (code) => {
      const found = codes.get(code);
      if (found === undefined) return { kind: 'unknown' };
      if (found.used) return { kind: 'used' };
      found.used = true;
      return clock.now() >= found.endsAt ? { kind: 'expired' } : { kind: 'good', issue: found.issue };
    },

    issueTokens: (grant, lasting) => {
      const accessToken = issueAccessToken(grant);
      if (lasting === undefined) return { accessToken, accessTokenSeconds, refreshToken: undefined };
      const refreshToken = `1//0${drawText(random, 72)}`;
      const end = lasting.endsAt === undefined ? {} : { endsAt: lasting.endsAt };
      refreshTokens.set(refreshToken, { ...grant, ...end, lastUsedAt: clock.now() });
      dropOldest(grant.sub, grant.clientId);
      return { accessToken, accessTokenSeconds, refreshToken };
    },

    refresh: (refreshToken, clientId) => {
      const found = refreshTokens.get(refreshToken);
      if (found === undefined || found.clientId !== clientId) return undefined;
      const now = clock.now();
      if (now >= (found.endsAt ?? Infinity) || now >= found.lastUsedAt + idleLifeMs) {
        refreshTokens.delete(refreshToken);
        return undefined;
      }
      refreshTokens.set(refreshToken, { ...found, lastUsedAt: now });
      return { grant: found, accessToken: issueAccessToken(found), accessTokenSeconds, refreshToken: undefined };
    },

    access: (accessToken) => {
      const found = accessTokens.get(accessToken);
      if (found !== undefined && clock.now() < found.endsAt) return found;
      accessTokens.delete(accessToken);
      return undefined;
    },

    revokeToken: (token) => {
      const grant = refreshTokens.get(token) ?? accessTokens.get(token);
      if (grant === undefined) return false;
      revokeAccount(grant.sub, grant.project);
      return true;
    },

    revokeAccount,

    projectsOf: (sub) => [...consents.keys()].filter((key) => key.endsWith(` ${sub}`)).map((key) => key.slice(0, -sub.length - 1)),

    countRefreshTokens: (sub, clientId) =>
      [...refreshTokens.values()].filter((token) => token.sub === sub && token.clientId === clientId).length,

    expireAccessTokens: () => accessTokens.clear(),

    save: () => ({ consents: [...consents], refreshTokens: [...refreshTokens], accessTokens: [...accessTokens] }),
  };
};

/** RFC 7636, section 4.6. */
export const verifierFits = (verifier: string, challenge: string): boolean =>
  /^[\w.~-]{43,128}$/.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge;
