import { decodeJwt, decodeProtectedHeader } from 'jose';
import { fail, succeed, type Outcome } from '../../contract/index.ts';

/** What a token says of itself before anything is verified: only good for finding the key to verify it with. */
export interface ClaimedToken {
  readonly token: string;
  readonly issuer: string;
  readonly keyId: string;
}

export type BearerRefusal = { readonly code: 'authorization-missing' | 'authorization-malformed' | 'token-unreadable' };

/** Longer than any token of ours; a header of many kilobytes is not worth decoding. */
const longestToken = 4096;

export const readBearer = (authorization: string | null): Outcome<ClaimedToken, BearerRefusal> => {
  if (authorization === null) return fail({ code: 'authorization-missing' });
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization) ?? [];
  if (token === undefined || token.length > longestToken) return fail({ code: 'authorization-malformed' });
  try {
    const { kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    if (typeof kid !== 'string' || typeof iss !== 'string') return fail({ code: 'token-unreadable' });
    return succeed({ token, issuer: iss, keyId: kid });
  } catch {
    // jose throws for everything that is not a JWT; which part it was helps nobody but an attacker.
    return fail({ code: 'token-unreadable' });
  }
};
