import type { SignInAttempt } from './sign-in-attempts.ts';
import { isSignInScope } from './scopes.ts';
import type { Switches } from './switches.ts';

export type PageName = 'account' | 'address' | 'password' | 'blocked' | 'unverified' | 'consent';

/** Refusals that Google shows before it asks who somebody is; the others need an account to refuse. */
const blocksAtOnce: ReadonlySet<Switches['blockedBy']> = new Set(['redirect-uri-mismatch', 'in-app-browser']);

/** Where a person goes next, or `granted` when there is nothing left to ask. */
export const nextPage = (
  attempt: SignInAttempt,
  switches: Switches,
  consented: readonly string[],
): PageName | 'granted' => {
  if (blocksAtOnce.has(switches.blockedBy)) return 'blocked';
  if (attempt.account === undefined) return 'account';
  if (!attempt.signedIn) return 'password';
  if (switches.blockedBy === 'not-verified') {
    if (!attempt.warned) return 'unverified';
  } else if (switches.blockedBy !== 'nothing') return 'blocked';
  const { request } = attempt;
  const everythingKnown = request.scopes.every((scope) => consented.includes(scope));
  return request.prompt.has('consent') || !everythingKnown ? 'consent' : 'granted';
};

/** One box each: what identifies a person needs none. */
export const boxedScopes = (scopes: readonly string[]): readonly string[] => scopes.filter((scope) => !isSignInScope(scope));

/** What a consent grants: the sign-in scopes always, of the boxes only the ticked ones that were asked for. */
export const grantedScopes = (asked: readonly string[], ticked: readonly string[], withheld: readonly string[]): readonly string[] =>
  asked.filter((scope) => isSignInScope(scope) || (ticked.includes(scope) && !withheld.includes(scope)));
