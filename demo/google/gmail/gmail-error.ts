/** How an error is told: Gmail's older `errors[].reason`, the newer `status`, or both, as it does most of the time. */
export type ErrorShape = 'both' | 'reason' | 'status';

export interface GmailError {
  readonly code: number;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly details?: readonly object[];
}

export const errorResponse = ({ code, status, reason, message, details }: GmailError, shape: ErrorShape = 'both'): Response =>
  Response.json(
    {
      error: {
        code,
        message,
        ...(shape === 'status'
          ? {}
          : { errors: [{ message, domain: domainOf(reason), reason, ...(code === 401 ? { location: 'Authorization', locationType: 'header' } : {}) }] }),
        ...(shape === 'reason' ? {} : { status, ...(details === undefined ? {} : { details }) }),
      },
    },
    { status: code, ...(code === 401 ? { headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' } } : {}) },
  );

const domainOf = (reason: string): string => (/limit/i.test(reason) ? 'usageLimits' : 'global');

const credentials = 'Expected OAuth 2 access token, login cookie or other valid authentication credential.';

/** Every error that the emulated Gmail knows, by what went wrong. */
export const gmailErrors = {
  noToken: (): GmailError => ({
    code: 401,
    status: 'UNAUTHENTICATED',
    reason: 'required',
    message: `Request is missing required authentication credential. ${credentials}`,
  }),
  badToken: (): GmailError => ({
    code: 401,
    status: 'UNAUTHENTICATED',
    reason: 'authError',
    message: `Request had invalid authentication credentials. ${credentials}`,
  }),
  scopeMissing: (method: string): GmailError => ({
    code: 403,
    status: 'PERMISSION_DENIED',
    reason: 'insufficientPermissions',
    message: 'Request had insufficient authentication scopes.',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: 'gmail.googleapis.com', method },
      },
    ],
  }),
  forbidden: (message: string): GmailError => ({ code: 403, status: 'PERMISSION_DENIED', reason: 'forbidden', message }),
  domainPolicy: (): GmailError => ({
    code: 403,
    status: 'PERMISSION_DENIED',
    reason: 'domainPolicy',
    message: 'The domain administrators have disabled Gmail apps.',
  }),
  noMailbox: (): GmailError => ({ code: 400, status: 'FAILED_PRECONDITION', reason: 'failedPrecondition', message: 'Mail service not enabled' }),
  precondition: (): GmailError => ({ code: 400, status: 'FAILED_PRECONDITION', reason: 'failedPrecondition', message: 'Precondition check failed.' }),
  badRequest: (message: string): GmailError => ({ code: 400, status: 'INVALID_ARGUMENT', reason: 'invalidArgument', message }),
  notFound: (): GmailError => ({ code: 404, status: 'NOT_FOUND', reason: 'notFound', message: 'Requested entity was not found.' }),
  tooLarge: (): GmailError => ({ code: 413, status: 'INVALID_ARGUMENT', reason: 'uploadTooLarge', message: 'Request payload size exceeds the limit.' }),
  quota: (limit: string): GmailError => ({
    code: 403,
    status: 'RESOURCE_EXHAUSTED',
    reason: 'rateLimitExceeded',
    message: `Quota exceeded for quota metric 'Queries' and limit '${limit}' of service 'gmail.googleapis.com' for consumer 'project_number:481516234200'.`,
  }),
  userRate: (): GmailError => ({ code: 403, status: 'PERMISSION_DENIED', reason: 'userRateLimitExceeded', message: 'User Rate Limit Exceeded' }),
  dailyLimit: (): GmailError => ({ code: 403, status: 'PERMISSION_DENIED', reason: 'dailyLimitExceeded', message: 'Daily Limit Exceeded' }),
  tooManyAtOnce: (): GmailError => ({ code: 429, status: 'RESOURCE_EXHAUSTED', reason: 'rateLimitExceeded', message: 'Too many concurrent requests for user' }),
  exhausted: (): GmailError => ({
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    reason: 'rateLimitExceeded',
    message: 'Resource has been exhausted (e.g. check quota).',
  }),
  /** Two spaces stand before the time; it is about a quarter of an hour ahead. */
  retryAfter: (at: number, what = ''): GmailError => ({
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    reason: 'rateLimitExceeded',
    message: `User-rate limit exceeded${what}.  Retry after ${new Date(at).toISOString()}`,
  }),
  backend: (): GmailError => ({ code: 500, status: 'INTERNAL', reason: 'backendError', message: 'Backend Error' }),
} as const;
