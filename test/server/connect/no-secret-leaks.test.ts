import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints } from '../../../src/contract/index.ts';
import { accessTokenFor } from '../../../src/server/connections/access-token.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { createKeyring } from '../../../src/server/store/keyring.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { serviceOrigin } from '../given-ports.ts';
import { anna, startGoogle, type Consent, type Twist, type WireGoogle } from '../google/wire-google.ts';
import { minute } from './given-flow.ts';
import { givenService, quickStore, type GivenService, type Walked } from './given-service.ts';

/**
 * Every secret of a flow is noted as it goes by; then everything that the service keeps, writes and shows is searched
 * for each of them. Google's own secrets carry the word CANARY.
 */
let store: Store;
let google: WireGoogle;
let service: GivenService;
const secrets = new Set<string>();
const shown: string[] = [];

before(async () => {
  store = await quickStore();
  google = await startGoogle();
  service = await givenService(store, { google });
});
after(async () => {
  await google.close();
  await store.close();
});

const note = (walked: Walked): Walked => {
  const { prepared, browser, finishCode } = walked;
  for (const secret of [prepared.verifier, finishCode, ...browser.cookies.values(), ...prepared.flow.startUrls.map((url) => new URL(url).searchParams.get('ticket') ?? '')]) secrets.add(secret);
  return walked;
};

/** Every row of every table, as text; bytes would show as their hexadecimal digits. */
const dump = async (): Promise<string> => {
  const tables = await store.database.introspection.getTables();
  const rows = await Promise.all(tables.map(({ name }) => store.database.selectFrom(name as 'flows').selectAll().execute()));
  return JSON.stringify(rows);
};

const findSecrets = (text: string): string[] => [...secrets].filter((secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('hex')) || text.includes(Buffer.from(secret).toString('base64')));

const search = async (): Promise<void> => {
  const { text } = await service.ports.metrics.render();
  const places = { database: await dump(), log: service.lines.join('\n'), metrics: text, answers: shown.join('\n') };
  for (const [place, content] of Object.entries(places)) {
    assert.doesNotMatch(content, /CANARY/, place);
    assert.deepEqual(findSecrets(content), [], place);
  }
};

const claim = async (consent: Partial<Consent>, person = {}): Promise<void> => {
  const answer = await service.claim(note(await service.walk(person, consent)));
  shown.push(JSON.stringify([answer.body, ...answer.headers]));
};

test('while a code waits and while a grant is stored the database, the log, the metrics and the answers hold no secret', async () => {
  const walked = note(await service.walk());
  await search();
  await service.claim(walked);
  shown.push(JSON.stringify(await service.connections()));
  assert.ok(secrets.size >= 5);
  await search();
});

test('no failure of a claim lets a secret out', async () => {
  const description = { error: 'invalid_grant', error_description: 'CANARY in the words of Google', error_uri: 'https://CANARY.example' };
  const twists: readonly Twist[] = [
    { kind: 'answer', status: 400, body: description },
    { kind: 'answer', status: 401, body: { ...description, error: 'invalid_client' } },
    { kind: 'answer', status: 500, body: 'CANARY stack trace' },
    { kind: 'answer', status: 200, body: '<html>CANARY</html>', contentType: 'text/html' },
    { kind: 'cut' },
    { kind: 'lose-answer' },
  ];
  for (const twist of twists) {
    google.twist('token', twist);
    await claim({});
  }
  for (const consent of [{ forged: true }, { claims: { nonce: 'CANARY-nonce' } }, { refreshToken: false }, { scopes: ['openid'] }, { account: { ...anna, sub: 'sub-2', gmail: 'none' } }] as const) await claim(consent, { user: 'user-3' });
  await claim({}, { expectedEmail: 'other@example.com' });
  const walked = note(await service.walk({ user: 'user-4' }));
  for (const change of [{ finishCode: 'CANARYAA' }, { codeVerifier: `CANARY-${'x'.repeat(43)}` }]) {
    const answer = await service.claim(walked, change);
    shown.push(JSON.stringify(answer.body));
  }
  await search();
});

test('no failure of a page lets a secret out', async () => {
  const walked = note(await service.walk({ user: 'user-5' }));
  const [ticket] = walked.prepared.flow.startUrls;
  const urls = [
    ticket,
    `${serviceOrigin}/connect/start?ticket=CANARY-ticket`,
    `${serviceOrigin}/connect/callback?code=CANARY-code&state=CANARY-state`,
    `${serviceOrigin}/connect/callback?error=CANARY&error_description=CANARY&state=CANARY`,
    `${serviceOrigin}/connect/finish/CANARY-flow-id`,
    `${serviceOrigin}/connect/finish/${walked.prepared.flow.flowId}`,
    `${serviceOrigin}/connect/CANARY`,
  ];
  for (const url of urls) {
    const response = await service.browser().open(url, { Cookie: '__Host-gck-CANARY=CANARY', Referer: 'https://CANARY.example/' });
    shown.push(await response.text(), JSON.stringify([...response.headers]));
  }
  await search();
});

test('no failure of a refresh, a check, a withdrawal or a key lets a secret out', async () => {
  const { connection } = await service.connect({ user: 'user-6', org: 'org-6' });
  const owner = { tenant: 'acme', org: 'org-6', user: 'user-6' };
  const person = { user: 'user-6', org: 'org-6' };
  for (const twist of [{ kind: 'cut' }, { kind: 'answer', status: 500, body: 'CANARY' }, { kind: 'answer', status: 400, body: { error: 'invalid_grant', error_description: 'CANARY' } }] as const) {
    service.clock.advance(60 * minute);
    google.twist('token', twist);
    shown.push(JSON.stringify((await service.call(person, 'POST', endpoints.connectionCheck(connection.id))).body));
  }
  const otherKeys = createKeyring([{ id: 'k1', bytes: new Uint8Array(32).fill(9) }], service.ports.random);
  const changed = await givenService(store, { google, clock: service.clock, ports: { keyring: otherKeys, log: service.ports.log, metrics: service.ports.metrics } });
  service.clock.advance(60 * minute);
  const unreadable = await accessTokenFor(changed.ports, owner, connection.id, { fresh: true });
  assert.deepEqual(unreadable, { ok: false, failure: { code: 'stored-data-unreadable' } });
  google.twist('revoke', { kind: 'answer', status: 500, body: 'CANARY' });
  shown.push(JSON.stringify((await service.call(person, 'DELETE', endpoints.connection(connection.id))).body));
  service.clock.advance(60 * minute);
  await maintain(changed.ports, new AbortController().signal);
  await search();
});

test('a refusal because of too many attempts names only the time to wait', async () => {
  const limited = await givenService(store, { google, limits: { attempts: 3, pages: 3 } });
  const walked = note(await limited.walk({ user: 'user-7' }));
  const answers = [];
  for (let attempt = 0; attempt < 3; attempt += 1) answers.push(await limited.claim(walked, { finishCode: 'ABCDEFGH' }));
  const last = answers.at(-1);
  assert.equal(last?.status, 429);
  assert.match(last.headers.get('Retry-After') ?? '', /^\d+$/);
  const pages = [];
  for (let page = 0; page < 4; page += 1) pages.push(await limited.browser().open(`${serviceOrigin}/connect/start?ticket=${page}`));
  assert.equal(pages.at(-1)?.status, 429);
  assert.match(pages.at(-1)?.headers.get('Retry-After') ?? '', /^\d+$/);
  for (const page of pages) shown.push(await page.text());
  await search();
});
