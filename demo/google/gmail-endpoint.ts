import { profileScopes } from './scopes.ts';
import type { World } from './world.ts';

/** `users.getProfile` of the Gmail API, as strict about tokens and scopes as the real one. */
export const answerProfile = (world: World, request: Request, userId: string): Response => {
  const accessToken = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const response = decide(world, accessToken, userId);
  world.ledger.note({ asked: 'profile', accessToken: accessToken ?? '', status: response.status });
  return response;
};

const decide = (world: World, accessToken: string | undefined, userId: string): Response => {
  if (accessToken === undefined) {
    return gmailError(401, 'UNAUTHENTICATED', 'required', 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.');
  }
  const grant = world.grants.access(accessToken);
  const account = grant === undefined ? undefined : world.accounts.bySub(grant.sub);
  if (grant === undefined || account === undefined) {
    return gmailError(401, 'UNAUTHENTICATED', 'authError', 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.');
  }
  if (!grant.scopes.some((scope) => profileScopes.includes(scope))) {
    return gmailError(403, 'PERMISSION_DENIED', 'insufficientPermissions', 'Request had insufficient authentication scopes.');
  }
  if (userId !== 'me' && userId.toLowerCase() !== account.email) {
    return gmailError(403, 'PERMISSION_DENIED', 'forbidden', `Delegation denied for ${account.email}`);
  }
  if (!account.gmail) return gmailError(400, 'FAILED_PRECONDITION', 'failedPrecondition', 'Mail service not enabled');
  return Response.json({ emailAddress: account.email, messagesTotal: 1204, threadsTotal: 617, historyId: '48211' });
};

/** The older `errors[].reason` and the newer `status` stand side by side in Google's answers. */
const gmailError = (code: 400 | 401 | 403, status: string, reason: string, message: string): Response =>
  Response.json(
    {
      error: {
        code,
        message,
        errors: [{ message, domain: 'global', reason, ...(code === 401 ? { location: 'Authorization', locationType: 'header' } : {}) }],
        status,
        ...(reason === 'insufficientPermissions'
          ? {
              details: [
                {
                  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                  reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
                  domain: 'googleapis.com',
                  metadata: { service: 'gmail.googleapis.com', method: 'caribou.api.proto.MailboxService.GetProfile' },
                },
              ],
            }
          : {}),
      },
    },
    { status: code, ...(code === 401 ? { headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' } } : {}) },
  );
