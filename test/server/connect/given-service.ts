import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod/mini';
import {
  claimedSchema,
  connectionsViewSchema,
  decode,
  endpoints,
  errorBodySchema,
  preparedFlowSchema,
  windowMessageSchema,
  type Claimed,
  type Failure,
  type FlowStatus,
  type PrepareRequest,
  flowStatusSchema,
  type ConnectionsView,
  type PreparedFlow,
  type WindowMessage,
} from '../../../src/contract/index.ts';
import { createApp, type App } from '../../../src/server/app.ts';
import { createGoogle } from '../../../src/server/google/google-client.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { redirectUri, type Limits, type Tenant } from '../../../src/server/settings/settings.ts';
import { openStore, type Store } from '../../../src/server/store/open.ts';
import { acme, givenPorts, serviceOrigin, settingsWith, type TestClock } from '../given-ports.ts';
import { mint, serverClaims, userClaims } from '../mint-token.ts';
import { ownDatabase } from '../store/stores.ts';
import { anna, startGoogle, type Consent, type WireGoogle } from '../google/wire-google.ts';

/** A user of the CRM, at a page of it. */
export interface Person {
  readonly tenant?: string;
  readonly org?: string;
  readonly user?: string;
  readonly origin?: string;
  readonly name?: string;
  readonly expectedEmail?: string;
  readonly hd?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Prepared {
  readonly person: Person;
  readonly flow: PreparedFlow;
  readonly verifier: string;
}

/** A browser: it keeps cookies, opens addresses one by one and follows nothing by itself. */
export interface Browser {
  open(url: string | URL, headers?: Readonly<Record<string, string>>): Promise<Response>;
  readonly cookies: Map<string, string>;
}

export const pageOrigin = 'https://crm.acme.example';

export const memoryStore = async (): Promise<Store> => {
  const opened = await openStore({ kind: 'memory' });
  if (!opened.ok) throw new Error(`No database: ${opened.failure.code}`);
  return opened.value;
};

/** PostgreSQL where the tests were given one, which is quicker, else the embedded database in memory. */
export const quickStore = async (): Promise<Store> => {
  if (process.env['GCK_TEST_DATABASE_URL'] === undefined) return memoryStore();
  const ends: (() => unknown)[] = [];
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase({ after: (end) => void ends.push(end) }) });
  if (!opened.ok) throw new Error(`No database: ${opened.failure.code}`);
  const { database, close } = opened.value;
  return {
    database,
    async close() {
      await close();
      for (const end of ends) await end();
    },
  };
};

export interface GivenChange {
  readonly tenants?: readonly Tenant[];
  readonly google?: WireGoogle;
  /** The clock of another service, so that both live in one time. */
  readonly clock?: TestClock;
  readonly ports?: Partial<Omit<Ports, 'clock'>>;
  readonly limits?: Partial<Limits>;
  readonly timeoutMs?: number;
}

export interface GivenService {
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly lines: string[];
  readonly google: WireGoogle;
  readonly app: App;
  call(person: Person, method: string, path: string, body?: unknown): Promise<Answer>;
  callAsBackend(path: string, body: unknown, tenant?: string): Promise<Answer>;
  browser(): Browser;
  prepare(person?: Person, change?: Partial<PrepareRequest>): Promise<Prepared>;
  /** Opens a ticket and gives Google's address. */
  start(browser: Browser, prepared: Prepared, ticket?: 0 | 1): Promise<string>;
  /** Prepares, starts, consents, and stands on the finish page. */
  walk(person?: Person, consent?: Partial<Consent>, change?: Partial<PrepareRequest>): Promise<Walked>;
  claim(walked: Pick<Walked, 'prepared' | 'finishCode'>, change?: Partial<Record<'finishCode' | 'codeVerifier', string>>, person?: Person): Promise<Answer>;
  connect(person?: Person, consent?: Partial<Consent>, change?: Partial<PrepareRequest>): Promise<Claimed>;
  poll(prepared: Prepared, person?: Person): Promise<FlowStatus>;
  connections(person?: Person): Promise<ConnectionsView>;
}

export interface Walked {
  readonly prepared: Prepared;
  readonly browser: Browser;
  readonly finishCode: string;
  readonly message: WindowMessage;
}

export const givenService = async (store: Pick<Store, 'database'>, change: GivenChange = {}): Promise<GivenService> => {
  const google = change.google ?? (await startGoogle());
  const tenants = new Map((change.tenants ?? [acme]).map((tenant) => [tenant.id, tenant]));
  // Limits that no test meets by accident.
  const limits = { address: 100_000, pages: 100_000, user: 100_000, attempts: 100_000 };
  const settings = settingsWith({ google: { ...google.settings, timeoutMs: change.timeoutMs ?? 10_000 }, tenants, limits: { ...limits, ...change.limits } });
  const given = givenPorts(store);
  const { lines } = given;
  const clock = change.clock ?? given.clock;
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
  const ports: Ports = {
    ...given.ports,
    settings,
    clock,
    random,
    google: createGoogle({ settings: settings.google, redirectUri: redirectUri(settings), clock }),
    ...change.ports,
  };
  const app = createApp(ports);

  const tokenOf = (person: Person): Promise<string> =>
    mint(
      userClaims({
        iss: person.tenant ?? 'acme',
        org: person.org ?? 'org-1',
        sub: person.user ?? 'user-1',
        exp: Math.floor(ports.clock.now() / 1000) + 300,
        origins: [pageOrigin, 'https://eu.acme.example'],
        ...(person.name === undefined ? {} : { name: person.name }),
        ...(person.expectedEmail === undefined ? {} : { expectedEmail: person.expectedEmail }),
        ...(person.hd === undefined ? {} : { hd: person.hd }),
      }),
    );

  const send = async (method: string, path: string, headers: Record<string, string>, body: unknown): Promise<Answer> => {
    const response = await app(
      new Request(`${serviceOrigin}${path}`, {
        method,
        headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };

  const service: GivenService = {
    ports,
    clock,
    lines,
    google,
    app,
    async call(person, method, path, body) {
      const headers = {
        Authorization: `Bearer ${await tokenOf(person)}`,
        Origin: person.origin ?? pageOrigin,
        'X-Requested-With': 'gmail-connect-kit',
      };
      return send(method, path, headers, body);
    },
    async callAsBackend(path, body, tenant = 'acme') {
      const token = await mint(serverClaims({ iss: tenant, exp: Math.floor(ports.clock.now() / 1000) + 300 }));
      return send('POST', path, { Authorization: `Bearer ${token}` }, body);
    },
    browser() {
      const cookies = new Map<string, string>();
      return {
        cookies,
        async open(url, headers = {}) {
          const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
          const response = await app(new Request(url, { headers: { ...(cookie === '' ? {} : { Cookie: cookie }), ...headers } }));
          for (const line of response.headers.getSetCookie()) {
            const [pair = ''] = line.split(';');
            cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
          }
          return response;
        },
      };
    },
    async prepare(person = {}, request = {}) {
      const verifier = randomBytes(32).toString('base64url');
      const answer = await service.call(person, 'POST', endpoints.flows, {
        codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
        codeChallengeMethod: 'S256',
        intent: { kind: 'connect' },
        capabilities: ['send', 'read'],
        locale: 'en',
        ...request,
      });
      return { person, flow: valueOf(preparedFlowSchema, answer), verifier };
    },
    async start(browser, { flow }, ticket = 0) {
      const response = await browser.open(flow.startUrls[ticket]);
      assert.equal(response.status, 302);
      return response.headers.get('Location') ?? '';
    },
    async walk(person = {}, consent = {}, request = {}) {
      const prepared = await service.prepare(person, request);
      const browser = service.browser();
      const back = google.allow(await service.start(browser, prepared), { account: anna, ...consent });
      const callback = await browser.open(back);
      assert.equal(callback.status, 303);
      const message = await messageOf(await browser.open(callback.headers.get('Location') ?? ''));
      assert.ok(message?.gck === 'finish');
      return { prepared, browser, message, finishCode: message.finishCode };
    },
    claim: ({ prepared, finishCode }, other = {}, person = prepared.person) =>
      service.call(person, 'POST', endpoints.claim, { flowId: prepared.flow.flowId, finishCode, codeVerifier: prepared.verifier, ...other }),
    async connect(person = {}, consent = {}, request = {}) {
      return valueOf(claimedSchema, await service.claim(await service.walk(person, consent, request)));
    },
    async poll({ flow, person }, other = person) {
      return valueOf(flowStatusSchema, await service.call(other, 'GET', endpoints.flow(flow.flowId)));
    },
    async connections(person = {}) {
      return valueOf(connectionsViewSchema, await service.call(person, 'GET', endpoints.connections));
    },
  };
  return service;
};

export const valueOf = <S extends z.core.$ZodType>(schema: S, answer: Answer): z.core.output<S> => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const decoded = decode(schema, answer.body);
  assert.ok(decoded.ok, decoded.ok ? '' : decoded.failure.at);
  return decoded.value;
};

export const failureIn = (answer: Answer): Failure => {
  const decoded = decode(errorBodySchema, answer.body);
  assert.ok(decoded.ok, JSON.stringify(answer.body));
  return decoded.value.error;
};

/** What the finish page tells the waiting page, read where its script reads it. */
export const messageOf = async (response: Response): Promise<WindowMessage | undefined> => {
  const data = /<script type="application\/json" id="gck-data">(.*?)<\/script>/s.exec(await response.text())?.[1];
  if (data === undefined) return undefined;
  const decoded = decode(z.object({ message: windowMessageSchema }), JSON.parse(data));
  assert.ok(decoded.ok);
  return decoded.value.message;
};

/** Where a start or a callback led this browser. */
export const ledTo = (response: Response): 'google' | 'finish page' | 'neutral page' | 'elsewhere' => {
  const location = response.headers.get('Location') ?? '';
  if (response.status === 302 && !location.startsWith(serviceOrigin)) return 'google';
  if (response.status === 303 && /^\/connect\/finish\/[\w-]+$/.test(location.slice(serviceOrigin.length))) return 'finish page';
  return response.status === 303 && location === `${serviceOrigin}/connect/nothing-to-do` ? 'neutral page' : 'elsewhere';
};

/** Waits for what the service does after its answer, such as withdrawing a grant that it refused. */
export const eventually = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const givenUp = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    assert.ok(!givenUp.aborted, `It never came true that ${what}`);
    await nextTurn();
  }
};
