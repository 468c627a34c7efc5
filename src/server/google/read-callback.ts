import type { PlainFailureCode } from '../../contract/index.ts';

/** What Google's redirect says, in our words. */
export interface CallbackAnswer {
  readonly state: string;
  readonly issuer: string | undefined;
  readonly result: { readonly kind: 'code'; readonly code: string } | { readonly kind: 'refused'; readonly failure: PlainFailureCode };
}

/** At most 256 bytes (https://developers.google.com/identity/protocols/oauth2#size); what is far longer is not a code. */
const longestCode = 2048;

/** Undefined when the address is not one that Google makes: a parameter twice, no state, neither code nor error. */
export const readCallback = (parameters: URLSearchParams): CallbackAnswer | undefined => {
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length) return undefined;
  const state = parameters.get('state') ?? '';
  const code = parameters.get('code') ?? '';
  const error = parameters.get('error');
  if (state === '') return undefined;
  const answer = { state, issuer: parameters.get('iss') ?? undefined };
  if (error !== null) return { ...answer, result: { kind: 'refused', failure: failureOf(error, parameters.get('error_subtype')) } };
  if (code === '' || code.length > longestCode) return undefined;
  return { ...answer, result: { kind: 'code', code } };
};

/** `error_description` is never read: it is text of whoever made the address. */
const failureOf = (error: string, subtype: string | null): PlainFailureCode =>
  failures.get(error) ?? (subtype === null ? undefined : failures.get(subtype)) ?? 'google-refused';

/** https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors, and RFC 6749 section 4.1.2.1. */
const failures: ReadonlyMap<string, PlainFailureCode> = new Map([
  ['access_denied', 'denied'],
  ['admin_policy_enforced', 'google-policy'],
  ['org_internal', 'google-policy'],
  ['invalid_client', 'client-misconfigured'],
  ['deleted_client', 'client-misconfigured'],
  ['unauthorized_client', 'client-misconfigured'],
  ['redirect_uri_mismatch', 'client-misconfigured'],
  ['server_error', 'google-unavailable'],
  ['temporarily_unavailable', 'google-unavailable'],
]);
