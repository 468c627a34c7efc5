import { fail, succeed, type Capability, type Failure, type FailureCode, type Outcome } from '../../contract/index.ts';
import { accessTokenFor, type AccessToken } from '../connections/access-token.ts';
import { quotaUnits, type GmailFailure, type GmailPort } from '../google/gmail-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';

export interface Asked {
  readonly owner: Owner;
  readonly connectionId: string;
  readonly needs: readonly Capability[];
  /** Where it was made sure a moment ago that there is one. */
  readonly token?: AccessToken;
}

/** Why Gmail was not asked at all. */
export type NotAsked = { readonly code: 'permissions-missing'; readonly missing: readonly Capability[] } | { readonly code: 'no-token'; readonly failure: Failure };

/**
 * One call of Gmail because a person asked for it, outside every poll. A token that Gmail refuses though it has not ended is
 * made fresh once: a refused call did nothing.
 */
export const askGmail = async <T, F extends { readonly code: string }>(
  ports: Ports,
  { owner, connectionId, needs, token: given }: Asked,
  method: keyof GmailPort,
  call: (gmail: GmailPort, accessToken: string) => Promise<Outcome<T, F>>,
): Promise<Outcome<T, F | NotAsked | { readonly code: 'access-refused' }>> => {
  for (const fresh of [false, true]) {
    const token = given === undefined || fresh ? await accessTokenFor(ports, owner, connectionId, { fresh }) : succeed(given);
    if (!token.ok) return fail({ code: 'no-token', failure: token.failure });
    const granted = capabilitiesIn(token.value.scopes);
    const missing = needs.filter((each) => !granted.includes(each));
    if (missing.length > 0) return fail({ code: 'permissions-missing', missing });
    ports.metrics.gmailAsked(method, quotaUnits[method]);
    const answer = await call(ports.gmail, token.value.value);
    if (answer.ok) return succeed(answer.value);
    if (fresh || answer.failure.code !== 'access-refused') return answer;
  }
  return fail({ code: 'access-refused' });
};

/** Everything that can keep a page from what only has to be read from Gmail. */
export const readingFailures = [
  'connection-unknown',
  'reconnect-needed',
  'tracking-not-permitted',
  'google-policy',
  'no-gmail',
  'google-unavailable',
  'client-misconfigured',
  'stored-data-unreadable',
] as const satisfies readonly FailureCode[];

/** What a page is told where only reading was asked for. */
export const readingFailure = (failure: GmailFailure | NotAsked): Failure => {
  switch (failure.code) {
    case 'no-token':
      return failure.failure;
    case 'permissions-missing':
    case 'permission-missing':
      return { code: 'tracking-not-permitted' };
    case 'google-policy':
    case 'no-gmail':
      return { code: failure.code };
    case 'access-refused':
    case 'slow-down':
    case 'google-unavailable':
    case 'request-refused':
      return { code: 'google-unavailable' };
  }
};
