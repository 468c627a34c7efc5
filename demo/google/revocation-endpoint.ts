import type { World } from './world.ts';

/**
 * Withdraws a grant by any of its tokens. What ends is everything the account granted to the project, for all of its
 * clients and all scopes: that is what Google does, and why a service must not revoke carelessly.
 */
export const answerRevocation = async (world: World, request: Request, url: URL): Promise<Response> => {
  const token = url.searchParams.get('token') ?? (await tokenInBody(request));
  const response = revoke(world, token);
  world.ledger.note({ asked: 'revocation', token: token ?? '', status: response.status });
  return response;
};

const tokenInBody = async (request: Request): Promise<string | null> => {
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm ? new URLSearchParams(await request.text()).get('token') : null;
};

const revoke = (world: World, token: string | null): Response => {
  if (!token) return Response.json({ error: 'invalid_request', error_description: 'Missing required parameter: token' }, { status: 400 });
  return world.grants.revokeToken(token)
    ? Response.json({})
    : Response.json({ error: 'invalid_token', error_description: 'Token expired or revoked' }, { status: 400 });
};
