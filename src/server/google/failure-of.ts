import type { ExchangeFailure, ProfileFailure, RefreshFailure } from './google-port.ts';

/**
 * The funnel for everything google-auth-library and the wire throw. `problemOf` reads an error once into our own words;
 * the tables below judge it. The error itself carries requests, tokens and secrets and goes no further than this file.
 */
export type GoogleProblem =
  /** The request never left: no name, no route, connection refused. */
  | { readonly kind: 'unreachable' }
  /** It left, and no whole answer came: time limit, reset, a redirect, a body that is too long. */
  | { readonly kind: 'no-answer' }
  /** Google, or something that stands before it, answered. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** OAuth's `error`, or the first `reason` of a Gmail error; empty for HTML and other foreign bodies. */
      readonly error: string;
      /** Every name that Gmail gives an error: older `reason`s, the newer `status`, the reasons of its details. */
      readonly names: readonly string[];
      readonly subtype: string;
      readonly text: string;
    };

export const problemOf = (error: unknown): GoogleProblem => {
  const answer = read(error, 'response');
  const status = read(answer, 'status');
  if (typeof status === 'number') return { kind: 'answered', status, ...readBody(read(answer, 'data')) };
  return neverLeft(error) ? { kind: 'unreachable' } : { kind: 'no-answer' };
};

export const exchangeFailureOf = (problem: GoogleProblem): ExchangeFailure => {
  if (problem.kind === 'unreachable') return { code: 'google-unavailable' };
  if (problem.kind === 'no-answer') return { code: 'exchange-interrupted' };
  if (isOutage(problem.status)) return { code: 'google-unavailable' };
  if (ourClientIsWrong.has(problem.error)) return { code: 'client-misconfigured' };
  if (namesPolicy(problem)) return { code: 'google-policy' };
  // An answer that is not OAuth's says nothing about the code: it may have been used.
  return problem.error === '' ? { code: 'exchange-interrupted' } : { code: 'google-refused' };
};

export const refreshFailureOf = (problem: GoogleProblem): RefreshFailure => {
  if (problem.kind !== 'answered' || isOutage(problem.status)) return { code: 'google-unavailable' };
  if (ourClientIsWrong.has(problem.error)) return { code: 'client-misconfigured' };
  if (namesPolicy(problem)) return { code: 'grant-lost', cause: 'administrator-policy' };
  if (namesSessionControl(problem)) return { code: 'grant-lost', cause: 'session-policy' };
  if (problem.error === 'invalid_grant') return { code: 'grant-lost', cause: 'unnamed' };
  // Only Google's own `invalid_grant` condemns a mailbox; what is not understood is waited out.
  return { code: 'google-unavailable' };
};

export const profileFailureOf = (problem: GoogleProblem): ProfileFailure => {
  if (problem.kind !== 'answered' || isOutage(problem.status)) return { code: 'google-unavailable' };
  if (noMailboxTexts.some((each) => problem.text.toLowerCase().includes(each))) return { code: 'no-gmail' };
  if (problem.status === 401) return { code: 'access-refused' };
  if (problem.status === 403 && refusals.has(problem.error)) return { code: 'access-refused' };
  return { code: 'google-unavailable' };
};

/** A token that Google does not know any more needs no withdrawal. */
export const isAlreadyWithdrawn = (problem: GoogleProblem): boolean =>
  problem.kind === 'answered' && problem.status === 400 && ['invalid_token', 'invalid_grant'].includes(problem.error);

const isOutage = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors, and RFC 6749 section 5.2. */
const ourClientIsWrong: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'deleted_client',
  'disabled_client',
  'redirect_uri_mismatch',
]);

const namesPolicy = (problem: { readonly error: string; readonly subtype: string }): boolean =>
  problem.error === 'admin_policy_enforced' || problem.subtype === 'admin_policy_enforced';

/**
 * Google's session control for Workspace: the person has to prove once more who they are. Such an answer names
 * https://support.google.com/a/answer/9368756 as its explanation.
 */
const sessionControl: ReadonlySet<string> = new Set(['invalid_rapt', 'rapt_required']);
const namesSessionControl = (problem: { readonly error: string; readonly subtype: string }): boolean =>
  sessionControl.has(problem.subtype) || sessionControl.has(problem.error);

/**
 * Gmail answers 400 `failedPrecondition` both for an account without a mailbox and, now and then, for nothing at all
 * (https://github.com/googleapis/google-api-php-client/issues/2558). Only the text tells them apart.
 */
const noMailboxTexts: readonly string[] = ['mail service not enabled'];

/** 403 also carries per-minute quotas, which are no refusal; those fall through to "unavailable". */
const refusals: ReadonlySet<string> = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'domainPolicy', 'forbidden']);

const connectionErrors: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const transfers: ReadonlySet<string> = new Set(['read', 'write', 'writev']);

/**
 * fetch wraps the system's error once, gaxios again, and happy eyeballs puts several into an AggregateError, whose code is that
 * of the first: it only comes when every address failed to connect. A connection that stands may end with one of these codes
 * too, when a route is lost after something was written; the system's call tells the two apart.
 */
const neverLeft = (error: unknown, depth = 0): boolean => {
  if (error === undefined || depth > 4) return false;
  const code = read(error, 'code');
  if (typeof code === 'string' && connectionErrors.has(code)) return !transfers.has(text(read(error, 'syscall')));
  return neverLeft(read(error, 'cause'), depth + 1);
};

const readBody = (body: unknown): Pick<Extract<GoogleProblem, { kind: 'answered' }>, 'error' | 'names' | 'subtype' | 'text'> => {
  const error = read(body, 'error');
  if (typeof error === 'string') {
    return { error, names: [error], subtype: text(read(body, 'error_subtype')), text: text(read(body, 'error_description')) };
  }
  const reasons = [...reasonsIn(read(error, 'errors')), text(read(error, 'status')), ...reasonsIn(read(error, 'details'))];
  const names = reasons.filter((each) => each !== '');
  return { error: names[0] ?? '', names, subtype: '', text: text(read(error, 'message')) };
};

const reasonsIn = (list: unknown): readonly string[] => (Array.isArray(list) ? list.map((each: unknown) => text(read(each, 'reason'))) : []);

const read = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
