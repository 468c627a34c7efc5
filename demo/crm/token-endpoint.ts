import { claimRequestSchema, decode, endpoints, type BackendClaimRequest, type ErrorBody } from '../../src/contract/index.ts';
import { tenantRole } from './conditions.ts';
import type { Host } from './host.ts';
import { mintServerToken } from './mint-token.ts';
import type { Session } from './session.ts';

/**
 * `POST /token-endpoint`: the page's claim, forwarded with the server token. Whose claim it is says this backend's own
 * session, never the body; a host that wants to say no says it here.
 */
export const answerTokenEndpoint = async (host: Host, request: Request, { user }: Session): Promise<Response> => {
  const json = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json';
  const ownPage = request.headers.get('origin') === host.origin && request.headers.get('x-requested-with') !== null;
  if (!ownPage) return refuse(403, 'origin-refused', 'This address takes claims of the CRM’s own pages only.');
  if (!json) return refuse(415, 'content-type-refused', 'The body has to be JSON.');
  if (host.conditions().veto) return refuse(403, 'claim-vetoed', 'The CRM refused this claim.');
  const claim = decode(claimRequestSchema, await readJson(request));
  if (!claim.ok) return refuse(400, 'request-malformed', 'The claim cannot be read.');

  const forwarded: BackendClaimRequest = { ...claim.value, org: user.org, user: user.id };
  try {
    const tenant = host.tenants[tenantRole(host.conditions())];
    const answer = await fetch(host.serviceBackChannel + endpoints.backendClaim, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${mintServerToken(tenant, host.serviceOrigin, host.clock.now())}`,
        'content-type': 'application/json',
        'x-requested-with': 'larkspur-crm',
      },
      body: JSON.stringify(forwarded),
    });
    return new Response(await answer.text(), { status: answer.status, headers });
  } catch {
    // The service cannot be reached; nothing was claimed, or the flow itself knows better.
    return refuse(502, 'service-unavailable', 'The service cannot be reached.');
  }
};

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

const refuse = (status: number, code: 'origin-refused' | 'content-type-refused' | 'request-malformed' | 'claim-vetoed' | 'service-unavailable', message: string): Response => {
  const body: ErrorBody = { error: { code }, message, requestId: 'larkspur' };
  return Response.json(body, { status, headers });
};

const readJson = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    // Not JSON; the schema refuses it.
    return undefined;
  }
};
