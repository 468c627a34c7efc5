import { tenantRole } from './conditions.ts';
import type { Host } from './host.ts';
import { mintUserToken } from './mint-token.ts';
import type { Session } from './session.ts';

/** `GET /session-token`: the user token of whoever is signed in, for this origin's own pages. */
export const answerSessionToken = (host: Host, request: Request, { user }: Session): Response => {
  // A page of another site cannot read the answer, but it need not be able to ask either.
  const site = request.headers.get('sec-fetch-site');
  if ((site !== null && site !== 'same-origin') || request.headers.get('x-requested-with') === null) {
    return Response.json({ error: 'This address answers the CRM’s own pages only.' }, { status: 403, headers: noStore });
  }
  return Response.json({ token: userToken(host, user) }, { headers: noStore });
};

export const userToken = (host: Host, user: Session['user']): string => {
  const conditions = host.conditions();
  const content = {
    user: user.id,
    org: user.org,
    origins: [host.origin],
    name: user.name,
    ...(conditions.expects === 'address' ? { expectedEmail: user.email } : {}),
    ...(conditions.expects === 'domain' ? { hd: user.email.slice(user.email.indexOf('@') + 1) } : {}),
  };
  return mintUserToken(content, host.tenants[tenantRole(conditions)], host.serviceOrigin, host.clock.now());
};

const noStore = { 'cache-control': 'no-store' };
