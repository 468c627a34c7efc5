import type { ErrorBody, Failure } from '../../contract/index.ts';
import { failureMessage, failureStatus } from './failure-status.ts';

/** Headers of every JSON answer. */
export const jsonHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** How soon it is worth asking again when the database is away. */
const retryUnavailableSeconds = 5;

export const errorResponse = (failure: Failure, requestId: string, headers: Readonly<Record<string, string>> = {}): Response => {
  const body: ErrorBody = { error: failure, message: failureMessage[failure.code], requestId };
  return Response.json(body, {
    status: failureStatus[failure.code],
    headers: { ...jsonHeaders, ...retryHeaders(failure), ...challenge(failure), ...headers },
  });
};

export const retryHeaders = (failure: Failure): Readonly<Record<string, string>> => {
  if (failure.code === 'too-many-requests') return { 'Retry-After': String(failure.retryAfterSeconds) };
  if (failure.code === 'service-unavailable') return { 'Retry-After': String(retryUnavailableSeconds) };
  return {};
};

/** https://www.rfc-editor.org/rfc/rfc6750#section-3, without the optional detail. */
const challenge = (failure: Failure): Readonly<Record<string, string>> =>
  failure.code === 'token-refused' ? { 'WWW-Authenticate': 'Bearer' } : {};
