import { fail, succeed, type FailureCode, type Outcome } from '../../../contract/index.ts';
import { accessTokenFor } from '../../connections/access-token.ts';
import { quotaUnits, type GmailFailure, type GmailPort } from '../../google/gmail-port.ts';
import { capabilitiesIn } from '../../google/scopes.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import type { StoredMailbox } from '../../store/mailboxes.ts';
import type { Quota } from './quota.ts';

/** Why nothing more can be asked about a mailbox in this poll. */
export type Stop =
  /** Google refused the grant for good: the person has to reconnect. */
  | { readonly code: 'reconnect-needed' }
  | { readonly code: 'disconnected' }
  /** Reading was not granted, or the Workspace's administrator forbids it. */
  | { readonly code: 'not-permitted' }
  | { readonly code: 'slow-down'; readonly who: 'mailbox' | 'project'; readonly retryAt: number | undefined }
  /** Google does not answer, or nobody understands what it says. */
  | { readonly code: 'unavailable' }
  /** Google understands and refuses this one request. */
  | { readonly code: 'request-refused' }
  /** This process is ending. */
  | { readonly code: 'stopping' };

/** What is an answer of its own to one question, and no reason to ask nothing more. */
export type Answered = { readonly code: 'history-expired' } | { readonly code: 'mail-gone' } | { readonly code: 'watch-taken' };

/** An answer where the question allows none such is not understood. */
export const stopOf = (failure: Stop | Answered): Stop => {
  switch (failure.code) {
    case 'mail-gone':
    case 'history-expired':
    case 'watch-taken':
      return { code: 'request-refused' };
    default:
      return failure;
  }
};

type Method = keyof typeof quotaUnits;
type Call<T> = (gmail: GmailPort, accessToken: string) => Promise<Outcome<T, GmailFailure | Answered>>;

/**
 * One mailbox as a poll asks about it: with a token that is made fresh when Gmail refuses it, never faster than the quota
 * lets it, each call counted.
 */
export interface MailboxAtGmail {
  ask<T>(method: Method, call: Call<T>): Promise<Outcome<T, Answered | Stop>>;
  /** How long it takes until these quota units may be spent, 0 for now. */
  waitMs(units: number): number;
}

/** Gmail refuses more than about ten at once of one mailbox, and other products ask as well. */
export const requestsAtOnce = 5;

export const mailboxAtGmail = (ports: Ports, quota: Quota, { connectionId, owner }: StoredMailbox, signal: AbortSignal): MailboxAtGmail => {
  let token: Promise<Outcome<string, Stop>> | undefined;
  let renewed = false;

  const renew = (fresh: boolean): Promise<Outcome<string, Stop>> => {
    token = tokenOf(ports, owner, connectionId, fresh);
    return token;
  };

  /** Gmail may refuse a token that has not ended. One fresh token in a poll, for all calls under way, tells that from a refused grant. */
  const after = (refused: Promise<Outcome<string, Stop>>): Promise<Outcome<string, Stop>> | undefined => {
    if (token !== refused) return token;
    if (renewed) return undefined;
    renewed = true;
    return renew(true);
  };

  const once = async <T>(method: Method, call: Call<T>, accessToken: string): Promise<Outcome<T, GmailFailure | Answered | Stop>> => {
    if (!(await quota.spend(connectionId, quotaUnits[method], signal))) return fail({ code: 'stopping' });
    ports.metrics.gmailAsked(method, quotaUnits[method]);
    return call(ports.gmail, accessToken);
  };

  return {
    waitMs: (units) => quota.waitMs(connectionId, units),
    async ask(method, call) {
      const holding = token ?? renew(false);
      const held = await holding;
      if (!held.ok) return held;
      const answer = await once(method, call, held.value);
      if (answer.ok || answer.failure.code !== 'access-refused') return judged(answer);
      const newer = await after(holding);
      if (newer === undefined) return judged(answer);
      return newer.ok ? judged(await once(method, call, newer.value)) : newer;
    },
  };
};

const tokenOf = async (ports: Ports, owner: Owner, connectionId: string, fresh: boolean): Promise<Outcome<string, Stop>> => {
  const token = await accessTokenFor(ports, owner, connectionId, { fresh });
  if (!token.ok) return fail(stopOfToken(token.failure.code));
  return capabilitiesIn(token.value.scopes).includes('read') ? succeed(token.value.value) : fail({ code: 'not-permitted' });
};

const stopOfToken = (code: FailureCode): Stop => {
  if (code === 'reconnect-needed') return { code };
  return { code: code === 'connection-unknown' ? 'disconnected' : 'unavailable' };
};

const judged = <T>(answer: Outcome<T, GmailFailure | Answered | Stop>): Outcome<T, Answered | Stop> => {
  if (answer.ok) return answer;
  const { failure } = answer;
  switch (failure.code) {
    case 'access-refused':
    case 'google-unavailable':
      return fail({ code: 'unavailable' });
    case 'permission-missing':
    case 'google-policy':
    case 'no-gmail':
      return fail({ code: 'not-permitted' });
    default:
      return fail(failure);
  }
};
