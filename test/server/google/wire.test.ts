import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import * as z from 'zod/mini';
import { decode } from '../../../src/contract/index.ts';
import { createGoogle } from '../../../src/server/google/google-client.ts';
import { scopesFor } from '../../../src/server/google/scopes.ts';
import { clockAt, settingsWith } from '../given-ports.ts';

/** Google at its real addresses, answered inside this process: nothing leaves the machine. */
const server = setupServer();
const asked: Request[] = [];

before(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  server.resetHandlers();
  asked.length = 0;
});
after(() => server.close());
server.events.on('request:start', ({ request }) => void asked.push(request.clone()));

const settings = settingsWith();
const google = createGoogle({ settings: settings.google, redirectUri: `${settings.serviceOrigin}/connect/callback`, clock: clockAt() });
const profileUrl = 'https://gmail.googleapis.com/gmail/v1/users/me/profile';

test('a redirect is not followed: no token is shown to another host', async () => {
  server.use(http.get(profileUrl, () => HttpResponse.redirect('https://elsewhere.example/', 302)));
  assert.deepEqual(await google.profile('secret'), { ok: false, failure: { code: 'google-unavailable' } });
  assert.deepEqual(asked.map(({ url }) => url), [profileUrl]);
});

test('an answer longer than a megabyte is not read to its end', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
      if (sent > 50_000_000) controller.close();
    },
  });
  server.use(http.get(profileUrl, () => new HttpResponse(endless, { headers: { 'Content-Type': 'application/json' } })));
  assert.deepEqual(await google.profile('secret'), { ok: false, failure: { code: 'google-unavailable' } });
  assert.ok(sent < 5_000_000, `${sent} bytes`);
});

test('secrets travel in bodies and headers', async () => {
  server.use(
    http.post('https://oauth2.googleapis.com/token', () => HttpResponse.json({ error: 'invalid_grant' }, { status: 400 })),
    http.get(profileUrl, () => HttpResponse.json({ emailAddress: 'anna@example.com', historyId: '1' })),
  );
  await google.refresh('secret-refresh');
  await google.profile('secret-access');
  assert.deepEqual(asked.map(({ url }) => url), ['https://oauth2.googleapis.com/token', profileUrl]);
  assert.equal(asked[1]?.headers.get('authorization'), 'Bearer secret-access');
  const form = new URLSearchParams(await asked[0]?.text());
  assert.deepEqual([...form.keys()].sort(), ['client_id', 'client_secret', 'grant_type', 'refresh_token']);
});

/** Google's own description of the Gmail API; a check against it runs where the machine has the file. */
const discoveryFile = process.env['GMAIL_DISCOVERY'];

test('the request for a profile is one that Google’s own description has', { skip: discoveryFile === undefined && 'GMAIL_DISCOVERY names no file' }, async () => {
  const discovery = readDiscovery(discoveryFile ?? '');
  server.use(http.get(profileUrl, () => HttpResponse.json({ emailAddress: 'anna@example.com', historyId: '1' })));
  await google.profile('secret');
  const { method, url } = asked[0] ?? assert.fail('nothing was asked');
  const { getProfile } = discovery.resources.users.methods;
  const { pathname, search } = new URL(url);
  assert.equal(method, getProfile.httpMethod);
  assert.match(pathname, new RegExp(`^/${getProfile.path.replace('{userId}', '[^/]+')}$`));
  assert.equal(new URL(url).origin, new URL(discovery.rootUrl).origin);
  assert.equal(search, '');
  assert.ok(getProfile.scopes.includes('https://www.googleapis.com/auth/gmail.readonly'));
  assert.ok(!getProfile.scopes.includes('https://www.googleapis.com/auth/gmail.send'));
});

test('every scope that is asked for exists in Google’s own description', { skip: discoveryFile === undefined && 'GMAIL_DISCOVERY names no file' }, () => {
  const known = Object.keys(readDiscovery(discoveryFile ?? '').auth.oauth2.scopes);
  const asked = scopesFor(['send', 'read']).filter((each) => each.startsWith('https://'));
  assert.deepEqual(asked.filter((each) => !known.includes(each)), []);
  assert.equal(asked.length, 2);
});

const discoverySchema = z.object({
  rootUrl: z.string(),
  auth: z.object({ oauth2: z.object({ scopes: z.record(z.string(), z.unknown()) }) }),
  resources: z.object({
    users: z.object({
      methods: z.object({ getProfile: z.object({ httpMethod: z.string(), path: z.string(), scopes: z.array(z.string()) }) }),
    }),
  }),
});

const readDiscovery = (file: string): z.infer<typeof discoverySchema> => {
  const decoded = decode(discoverySchema, JSON.parse(readFileSync(file, 'utf8')));
  assert.ok(decoded.ok);
  return decoded.value;
};
