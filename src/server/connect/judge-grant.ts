import { allCapabilities, type Capability, type Failure, type Outcome, fail, succeed } from '../../contract/index.ts';
import type { Grant } from '../google/google-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { StoredConnection } from '../store/connections.ts';
import type { Flow } from '../store/flows.ts';

/** Whether the Google account behind a grant is the one this flow is for. `kept` is the connection it names, if any. */
export const judgeIdentity = (flow: Flow, grant: Grant, kept: StoredConnection | undefined): Outcome<undefined, Failure> => {
  if (!grant.emailVerified) return fail({ code: 'email-unverified' });
  // The domain comes first: an account outside it must not be offered as another choice.
  if (flow.hostedDomain !== undefined && !sameText(flow.hostedDomain, grant.hostedDomain ?? '')) {
    return fail({ code: 'wrong-account', mismatch: 'domain', expected: flow.hostedDomain, chosen: grant.email });
  }
  if (flow.goal.kind !== 'connect') {
    // Google's account id decides, not the address: addresses move between people, and people change theirs.
    if (kept === undefined || kept.state.kind === 'disconnected') return fail({ code: 'connection-changed' });
    if (kept.googleSub === grant.googleSub) return succeed(undefined);
    return fail({ code: 'wrong-account', mismatch: 'account', expected: kept.email, chosen: grant.email });
  }
  if (flow.expectedEmail !== undefined && !sameText(flow.expectedEmail, grant.email)) {
    return fail({ code: 'wrong-account', mismatch: 'address', expected: flow.expectedEmail, chosen: grant.email });
  }
  return succeed(undefined);
};

/** What is to be kept of a grant whose account is the right one. */
export type Keeping =
  | { readonly kind: 'new-grant'; readonly refreshToken: string; readonly withheld: readonly Capability[] }
  /** Google gave no new lasting access and the old one works: it stays, with the scopes it has. */
  | { readonly kind: 'old-grant'; readonly withheld: readonly Capability[] };

export const judgeGrant = (
  asked: readonly Capability[],
  grant: Grant,
  existing: StoredConnection | undefined,
): Outcome<Keeping, Failure> => {
  const granted = capabilitiesIn(grant.scopes);
  const working = existing?.state.kind === 'working' && existing.sealedRefreshToken !== undefined;
  const held = working ? capabilitiesIn(existing.scopes) : [];
  const lost = held.filter((each) => !granted.includes(each));
  if (lost.length > 0 || granted.length === 0) {
    const missing = allCapabilities.filter((each) => !granted.includes(each) && (held.includes(each) || asked.includes(each)));
    return fail({ code: 'permissions-withheld', missing, earlierGrantKept: working });
  }
  if (grant.refreshToken !== undefined) {
    return succeed({ kind: 'new-grant', refreshToken: grant.refreshToken, withheld: without(asked, granted) });
  }
  return working ? succeed({ kind: 'old-grant', withheld: without(asked, held) }) : fail({ code: 'no-lasting-access' });
};

const without = (asked: readonly Capability[], has: readonly Capability[]): readonly Capability[] =>
  asked.filter((each) => !has.includes(each));

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
