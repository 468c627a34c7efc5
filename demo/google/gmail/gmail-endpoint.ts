import type { World } from '../world.ts';
import { toResponse, type GmailCall } from './gmail-call.ts';
import { errorResponse, gmailErrors, type GmailError } from './gmail-error.ts';
import { gmailMethods, methodOf, type GmailMethod, type GmailMethodName } from './methods.ts';
import { masked, readMask } from './partial-answer.ts';
import { charge, inFlight } from './quota.ts';
import { unavailable } from '../faults.ts';

/** The Gmail API, as strict about tokens, scopes and quotas as the real one. Undefined where Google has no such address. */
export const answerGmail = (world: World, request: Request, url: URL): Promise<Response> | undefined => {
  const asked = methodOf(request, url.pathname);
  if (asked === undefined) return undefined;
  const method: GmailMethod = gmailMethods[asked.name];
  const accessToken = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const call = callOf(world, request, url, accessToken, { ...asked, method });
  const answer = async (): Promise<Response> => {
    const response = await world.faults.apply(method.endpoint, request, () =>
      world.switches().outage ? unavailable() : 'refused' in call ? errorResponse(call.refused, world.switches().errorShape) : carryOut(call.call, asked.name, method),
    );
    const email = 'call' in call ? call.call.account.email : undefined;
    if (asked.name === 'getProfile') world.ledger.note({ asked: 'profile', accessToken: accessToken ?? '', status: response.status });
    else world.ledger.note({ asked: 'gmail', method: asked.name, email, accessToken: accessToken ?? '', query: url.search, status: response.status });
    return response;
  };
  return 'call' in call ? inFlight(call.call.own.usage, answer) : answer();
};

interface Asked {
  readonly name: GmailMethodName;
  readonly method: GmailMethod;
  readonly userId: string;
  readonly ids: readonly string[];
}

type Admitted = { readonly call: GmailCall } | { readonly refused: GmailError };

const callOf = (world: World, request: Request, url: URL, accessToken: string | undefined, { name, method, userId, ids }: Asked): Admitted => {
  if (accessToken === undefined) return { refused: gmailErrors.noToken() };
  const grant = world.grants.access(accessToken);
  const account = grant === undefined ? undefined : world.accounts.bySub(grant.sub);
  if (grant === undefined || account === undefined) return { refused: gmailErrors.badToken() };
  if (!grant.scopes.some((scope) => method.scopes.includes(scope))) return { refused: gmailErrors.scopeMissing(`gmail.users.${name}`) };
  if (userId !== 'me' && userId.toLowerCase() !== account.email) return { refused: gmailErrors.forbidden(`Delegation denied for ${account.email}`) };
  if (!account.gmail) return { refused: gmailErrors.noMailbox() };
  return { call: { world, account, grant, own: world.mailboxes.of(account), query: url.searchParams, ids, request } };
};

const carryOut = async (call: GmailCall, name: GmailMethodName, method: GmailMethod): Promise<Response> => {
  const mask = readMask(call.query.get('fields') ?? '*');
  if (mask === undefined) return toResponse(call, { error: gmailErrors.badRequest(`Invalid field selection ${call.query.get('fields') ?? ''}`) });
  const refused = charge(call.world, { own: call.own, project: call.grant.project, method: name, units: method.units });
  if (refused !== undefined) return refused;
  const answer = await method.answer(call);
  if (answer === 'nothing' || 'error' in answer) return toResponse(call, answer);
  return Response.json(masked(answer.json, mask));
};
