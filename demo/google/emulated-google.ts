import { createAccountDirectory } from './account-directory.ts';
import { demoAccounts, type Account } from './accounts.ts';
import type { Clock, Random } from './chance.ts';
import { answerConnectedApps } from './connected-apps.ts';
import { createControl, type Changeable, type GoogleControl } from './control.ts';
import { answerControl } from './control-endpoint.ts';
import { createFaults, unavailable, type BackEndpoint } from './faults.ts';
import type { OutsideMail } from './gmail/deliver.ts';
import { answerGmail } from './gmail/gmail-endpoint.ts';
import { createMailboxes, type AccountMailbox } from './gmail/mailboxes.ts';
import { createPushes } from './gmail/pushes.ts';
import { createQuota } from './gmail/quota.ts';
import { saveMailboxes } from './gmail/saved-mailboxes.ts';
import { createGrants, type SavedGrants } from './grants.ts';
import { createLedger } from './ledger.ts';
import type { OAuthClient } from './oauth-client.ts';
import { answerRevocation } from './revocation-endpoint.ts';
import { createSignIn } from './sign-in.ts';
import { signingKey, type SigningKey } from './signing-key.ts';
import { usualSwitches } from './switches.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import type { World } from './world.ts';

/**
 * Google as far as a mailbox in use needs it: sign-in and consent pages, token and revocation endpoints, keys, and Gmail
 * with its mailboxes and pushes. It is strict where Google is strict, because a service that passes here has to pass there. One
 * function from Request to Response; `control` makes it misbehave.
 */
export interface EmulatedGoogle {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly control: GoogleControl;
  /** What was granted and what came by mail, to be given to the next emulator as `saved` and `savedMailboxes`. */
  save(): unknown;
}

export interface EmulatedGoogleOptions {
  /** Where browsers find it, for example `http://google.localhost:4402`. It is the issuer of its ID tokens. */
  readonly origin: string;
  readonly clients: readonly OAuthClient[];
  readonly clock: Clock;
  readonly random: Random;
  readonly accounts?: readonly Account[];
  readonly key?: SigningKey;
  readonly saved?: SavedGrants | undefined;
  readonly savedMailboxes?: readonly AccountMailbox[];
  /** Receives the mail for addresses that have no mailbox here. */
  readonly outside?: (mail: OutsideMail) => void;
  /** Carries pushes out; the network's own `fetch` usually. */
  readonly fetchOut?: typeof fetch;
  /** Opens the control endpoint over HTTP; without it there is none. */
  readonly controlKey?: string;
}

export const createEmulatedGoogle = (options: EmulatedGoogleOptions): EmulatedGoogle => {
  const { origin, clients, random, controlKey } = options;
  const accounts = options.accounts ?? demoAccounts;
  const changeable: Changeable = { switches: usualSwitches, clockOffsetMs: 0 };
  const clock: Clock = { now: () => options.clock.now() + changeable.clockOffsetMs };
  const key = options.key ?? signingKey();
  const world: World = {
    origin,
    clients,
    random,
    clock,
    key,
    accounts: createAccountDirectory(accounts),
    grants: createGrants(clock, random, options.saved),
    ledger: createLedger(() => clock.now()),
    faults: createFaults(clock),
    mailboxes: createMailboxes(random),
    quota: createQuota(),
    sending: { limits: undefined, accepted: [] },
    pushes: createPushes({ clock, random, key, origin }, options.fetchOut ?? fetch),
    outside: options.outside ?? (() => undefined),
    switches: () => changeable.switches,
    refreshRefusals: new Map(),
  };
  for (const mailbox of options.savedMailboxes ?? []) world.mailboxes.keep(mailbox);
  for (const client of clients) world.ledger.noteSecret(client.clientSecret);
  const control = createControl(world, changeable, accounts);
  const signIn = createSignIn(world);

  const behind = (endpoint: BackEndpoint, request: Request, answer: () => Promise<Response> | Response): Promise<Response> =>
    world.faults.apply(endpoint, request, () => (changeable.switches.outage ? unavailable() : answer()));

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname}`;
    switch (route) {
      case 'GET /o/oauth2/v2/auth':
        return signIn.authorize(request, url);
      case 'POST /token':
        return behind('token', request, () => answerTokenRequest(world, request));
      case 'POST /revoke':
        return behind('revocation', request, () => answerRevocation(world, request, url));
      case 'GET /oauth2/v1/certs':
        return behind('certificates', request, () => publish({ [world.key.kid]: world.key.certificate }));
      case 'GET /oauth2/v3/certs':
        return behind('certificates', request, () => publish({ keys: [world.key.jwk] }));
      case 'GET /.well-known/openid-configuration':
        return publish(configuration(origin));
      case 'GET /connections':
      case 'POST /connections':
        return answerConnectedApps(world, request);
      case 'GET /healthz':
        return Response.json({ status: 'ok' });
    }
    const mail = answerGmail(world, request, url);
    if (mail !== undefined) return mail;
    if (url.pathname.startsWith('/signin/') && (request.method === 'GET' || request.method === 'POST')) return signIn.step(request, url);
    if (url.pathname.startsWith('/__control/')) return answerControl(control, controlKey, request, url);
    return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  };

  /** Keys are public and may be kept a while, as Google says of its own. */
  const publish = (body: object): Response => {
    world.ledger.note({ asked: 'certificates', status: 200 });
    return Response.json(body, { headers: { 'cache-control': 'public, max-age=20000, must-revalidate, no-transform' } });
  };

  return { fetch: answer, control, save: () => ({ ...world.grants.save(), mailboxes: saveMailboxes(world.mailboxes.all) }) };
};

const configuration = (origin: string): object => ({
  issuer: origin,
  authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
  token_endpoint: `${origin}/token`,
  revocation_endpoint: `${origin}/revoke`,
  jwks_uri: `${origin}/oauth2/v3/certs`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'email', 'profile'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  code_challenge_methods_supported: ['S256'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  authorization_response_iss_parameter_supported: true,
});
