import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import {
  claimedSchema,
  decode,
  endpoints,
  preparedFlowSchema,
  windowMessageSchema,
  type Capability,
  type Claimed,
  type Intent,
} from '../../src/contract/index.ts';
import { consentByRobot, type Person, type Visit } from './consent-by-robot.ts';

/** Where the robot is, and for whom it connects. */
export interface RobotTrip {
  /** The service, as a browser knows it. */
  readonly serviceOrigin: string;
  /** Sends a request that is addressed to the service's origin. */
  readonly service: Visit;
  readonly google: Visit;
  /** The page's origin, and the user token that its backend made. */
  readonly pageOrigin: string;
  readonly token: string;
  readonly person: Person;
  readonly intent?: Intent;
  readonly capabilities?: readonly Capability[];
  /** Sends the claim elsewhere than to the service: to the host's own backend. */
  readonly claim?: (body: object) => Promise<Response>;
}

/** What the claim was answered, or where the trip ended before it. */
export type RobotEnd =
  | { readonly kind: 'claimed'; readonly claimed: Claimed }
  | { readonly kind: 'refused'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'kept-at-google'; readonly status: number }
  | { readonly kind: 'ended'; readonly how: string };

/** Connects a mailbox as a page and a person would: prepare, start, consent, callback, finish page, claim. */
export const connectByRobot = async (trip: RobotTrip): Promise<RobotEnd> => {
  const codeVerifier = randomBytes(32).toString('base64url');
  const prepared = await ask(trip, endpoints.flows, {
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    codeChallengeMethod: 'S256',
    intent: trip.intent ?? { kind: 'connect' },
    capabilities: trip.capabilities ?? ['send', 'read'],
    locale: 'en',
  });
  const flow = decode(preparedFlowSchema, prepared.body);
  if (!flow.ok) return { kind: 'refused', ...prepared };

  const start = await trip.service(new Request(flow.value.startUrls[0], { redirect: 'manual' }));
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const end = await consentByRobot(trip.google, start.headers.get('location') ?? '', trip.person);
  if (end.kind === 'kept') return { kind: 'kept-at-google', status: end.status };

  const visit = (url: string | URL): Promise<Response> => trip.service(new Request(url, { headers: { cookie }, redirect: 'manual' }));
  const callback = await visit(end.location);
  const finish = await visit(new URL(callback.headers.get('location') ?? '', trip.serviceOrigin));
  const message = readFinishPage(await finish.text());
  if (message?.gck !== 'finish') return { kind: 'ended', how: message?.ended ?? 'neutral' };

  const claim = { flowId: message.flowId, finishCode: message.finishCode, codeVerifier };
  const answer = trip.claim === undefined ? await ask(trip, endpoints.claim, claim) : await readAnswer(await trip.claim(claim));
  const claimed = decode(claimedSchema, answer.body);
  return claimed.ok ? { kind: 'claimed', claimed: claimed.value } : { kind: 'refused', ...answer };
};

const ask = async ({ service, serviceOrigin, pageOrigin, token }: RobotTrip, path: string, body: object) => {
  const headers = {
    authorization: `Bearer ${token}`,
    origin: pageOrigin,
    'content-type': 'application/json',
    'x-requested-with': 'gmail-connect-kit',
  };
  return readAnswer(await service(new Request(serviceOrigin + path, { method: 'POST', headers, body: JSON.stringify(body) })));
};

const readAnswer = async (answer: Response): Promise<{ readonly status: number; readonly body: unknown }> => {
  const body: unknown = await answer.json();
  return { status: answer.status, body };
};

/** What the page that Google sent the window back to would tell its opener. */
const readFinishPage = (page: string) => {
  const json = /<script type="application\/json" id="gck-data">([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (json === undefined) return undefined;
  const data: unknown = JSON.parse(json);
  const decoded = decode(z.looseObject({ message: windowMessageSchema }), data);
  return decoded.ok ? decoded.value.message : undefined;
};

/** Reaches an origin that only browsers resolve, such as `http://connect.localhost:4401`, by its loopback address. */
export const byLoopback =
  (port: number): Visit =>
  async (request) => {
    const url = new URL(request.url);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.text();
    return fetch(url, { method: request.method, headers: request.headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
  };
