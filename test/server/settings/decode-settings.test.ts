import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { decodeSettings } from '../../../src/server/settings/decode-settings.ts';

const secret = Buffer.alloc(32, 1).toString('base64url');
const encryptionKey = Buffer.alloc(32, 2).toString('base64');
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsaPem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();

const environment = {
  GCK_SERVICE_ORIGIN: 'https://connect.example.com',
  GCK_TENANTS_FILE: 'tenants.json',
  GCK_ENCRYPTION_KEYS: `k1:${encryptionKey}`,
  GOOGLE_CLIENT_ID: 'client-1',
  GOOGLE_CLIENT_SECRET: 'secret-1',
};

const tenant = {
  id: 'acme',
  product: 'Acme CRM',
  keys: [
    { kid: 'k1', algorithm: 'HS256', secret },
    { kid: 'k2', algorithm: 'EdDSA', publicKey: publicPem },
  ],
  origins: [{ origin: 'https://crm.acme.example', returnPath: '/gmail-return.html' }, { origin: 'http://localhost:4400' }],
};

const file = (...tenants: readonly object[]): string => JSON.stringify({ tenants });

const problemsOf = (variables: Record<string, string | undefined>, tenants: string | undefined = file(tenant)) => {
  const decoded = decodeSettings({ ...environment, ...variables }, tenants);
  return decoded.ok ? [] : decoded.failure;
};

test('settings with what is required have sensible values for everything else', () => {
  const decoded = decodeSettings(environment, file(tenant));
  assert.deepEqual(decoded, {
    ok: true,
    value: {
      settings: {
        serviceOrigin: 'https://connect.example.com',
        port: 4401,
        listenAddress: '127.0.0.1',
        google: {
          clientId: 'client-1',
          clientSecret: 'secret-1',
          issuers: ['https://accounts.google.com', 'accounts.google.com'],
          authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
          tokenUrl: 'https://oauth2.googleapis.com/token',
          revocationUrl: 'https://oauth2.googleapis.com/revoke',
          certificatesUrl: 'https://www.googleapis.com/oauth2/v1/certs',
          gmailUrl: 'https://gmail.googleapis.com/',
          connectedAppsUrl: 'https://myaccount.google.com/connections',
          gmailWebUrl: 'https://mail.google.com/',
          timeoutMs: 10_000,
        },
        tenants: new Map([
          [
            'acme',
            {
              id: 'acme',
              product: 'Acme CRM',
              claim: 'page',
              limits: { user: undefined, attempts: undefined, backend: undefined },
              keys: [
                { kid: 'k1', algorithm: 'HS256', material: secret },
                { kid: 'k2', algorithm: 'EdDSA', material: publicPem },
              ],
              origins: [
                { origin: 'https://crm.acme.example', returnPath: '/gmail-return.html' },
                { origin: 'http://localhost:4400', returnPath: undefined },
              ],
              webhooks: [],
              trackSent: undefined,
            },
          ],
        ]),
        trustedProxies: 0,
        limits: { address: 1200, pages: 300, user: 240, attempts: 30 },
        replies: {
          poll: { activeSeconds: 60, idleSeconds: 300, idleWithPushSeconds: 600, atOnce: 40 },
          units: { mailbox: 6_000, project: 1_200_000 },
          pushTopic: undefined,
          pushSender: undefined,
          trackSent: false,
          keptDays: { found: 730, disconnected: 30 },
        },
        sending: { lateToleranceSeconds: 900, undoSeconds: 10, atOnce: 40 },
      },
      store: { kind: 'embedded', directory: '.data/service' },
      encryptionKeys: [{ id: 'k1', bytes: new Uint8Array(32).fill(2) }],
    },
  });
});

test('what is set goes before what is usual', () => {
  const decoded = decodeSettings(
    {
      ...environment,
      GCK_SERVICE_ORIGIN: 'http://connect.localhost:4401',
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://gck@db/gck',
      GCK_ENCRYPTION_KEYS: ` new:${Buffer.alloc(32, 3).toString('base64url')} , old:${encryptionKey}`,
      GOOGLE_TOKEN_URL: 'http://127.0.0.1:4402/token',
      GOOGLE_ISSUERS: 'http://google.localhost:4402, https://accounts.google.com',
      GCK_TRUSTED_PROXIES: '2',
      GCK_LIMIT_PAGES: '9',
    },
    file({ ...tenant, claim: 'backend' }),
  );
  assert.ok(decoded.ok);
  const { settings, store, encryptionKeys } = decoded.value;
  assert.deepEqual(store, { kind: 'postgres', url: 'postgresql://gck@db/gck' });
  assert.deepEqual(encryptionKeys.map(({ id, bytes }) => [id, bytes[0]]), [
    ['new', 3],
    ['old', 2],
  ]);
  assert.deepEqual(
    [settings.serviceOrigin, settings.port, settings.listenAddress, settings.google.tokenUrl, settings.google.issuers, settings.trustedProxies, settings.limits.pages, settings.tenants.get('acme')?.claim],
    ['http://connect.localhost:4401', 0, '0.0.0.0', 'http://127.0.0.1:4402/token', ['http://google.localhost:4402', 'https://accounts.google.com'], 2, 9, 'backend'],
  );
});

test('every problem is reported at once, and a variable set to nothing is not set', () => {
  const decoded = decodeSettings({ GOOGLE_CLIENT_ID: '  ', PORT: 'http', DATABASE_URL: 'mysql://x', GCK_TRUSTED_PROXIES: '-1', GOOGLE_TOKEN_URL: 'ftp://x' }, undefined);
  assert.deepEqual(decoded.ok ? [] : decoded.failure.map(({ where }) => where), [
    'GCK_SERVICE_ORIGIN',
    'PORT',
    'GCK_TENANTS_FILE',
    'DATABASE_URL',
    'GCK_ENCRYPTION_KEYS',
    'GCK_TRUSTED_PROXIES',
    'GOOGLE_CLIENT_ID',
    'GOOGLE_CLIENT_SECRET',
    'GOOGLE_TOKEN_URL',
  ]);
});

test('problems of the environment and of the tenants file are reported together', () => {
  const problems = problemsOf({ PORT: '70000' }, file({ ...tenant, product: '', keys: [] }));
  assert.deepEqual(problems.map(({ where }) => where), ['PORT', 'tenants.0.product', 'tenants.0.keys']);
});

const originsRefused = [
  '*',
  'null',
  '',
  'crm.acme.example',
  'http://crm.acme.example',
  'http://localhost.acme.example',
  'http://127.0.0.1:4400',
  'https://crm.acme.example/',
  'https://crm.acme.example/settings',
  'https://crm.acme.example?x',
  'https://crm.acme.example#x',
  'https://user@crm.acme.example',
  'https://user:secret@crm.acme.example',
  'https://crm.acme.example:443',
  'https://CRM.acme.example',
  'https://*.acme.example',
  'https://crm".acme.example',
  'https://crm.acme.example, https://x.example',
  ' https://crm.acme.example',
  'javascript:alert(1)',
  'file:///etc',
  'data:text/html,x',
];

for (const origin of originsRefused) {
  test(`“${origin}” is no origin, of a tenant or of the service`, () => {
    assert.deepEqual(problemsOf({}, file({ ...tenant, origins: [{ origin }] })).map(({ where }) => where), ['tenants.0.origins.0.origin']);
    if (origin.trim() === origin) assert.deepEqual(problemsOf({ GCK_SERVICE_ORIGIN: origin }).map(({ where }) => where), ['GCK_SERVICE_ORIGIN']);
  });
}

test('https origins with a port, and http on localhost names, are origins', () => {
  for (const origin of ['https://crm.acme.example:8443', 'http://localhost:4400', 'http://crm.localhost', 'https://xn--bcher-kva.example', 'https://[2001:db8::1]']) {
    assert.deepEqual(problemsOf({}, file({ ...tenant, origins: [{ origin }] })), [], origin);
  }
});

test('a return path begins with one slash and stays on its own origin', () => {
  const withPath = (returnPath: unknown) => problemsOf({}, file({ ...tenant, origins: [{ origin: 'https://crm.acme.example', returnPath }] }));
  for (const path of ['//evil.example/x', '/\\evil.example', 'gmail.html', 'https://evil.example/x', '', '/a b', '/a?x=1', '/a#b', '\t/a', '/\t/evil.example', 7]) {
    assert.deepEqual(withPath(path).map(({ where }) => where), ['tenants.0.origins.0.returnPath'], String(path));
  }
  for (const path of ['/', '/gmail-return.html', '/static/gmail/return']) assert.deepEqual(withPath(path), [], path);
});

const keysRefused: readonly (readonly [string, object, string])[] = [
  ['a secret of 31 bytes', { kid: 'k', algorithm: 'HS256', secret: Buffer.alloc(31).toString('base64url') }, 'tenants.0.keys.0.secret'],
  ['a secret in plain words', { kid: 'k', algorithm: 'HS256', secret: 'a secret that is long enough, but no base64' }, 'tenants.0.keys.0.secret'],
  ['a private key', { kid: 'k', algorithm: 'EdDSA', publicKey: privatePem }, 'tenants.0.keys.0.publicKey'],
  ['a key of another kind', { kid: 'k', algorithm: 'EdDSA', publicKey: rsaPem }, 'tenants.0.keys.0.publicKey'],
  ['no key at all', { kid: 'k', algorithm: 'EdDSA', publicKey: 'x' }, 'tenants.0.keys.0.publicKey'],
  ['another algorithm', { kid: 'k', algorithm: 'RS256', publicKey: rsaPem }, 'tenants.0.keys.0.algorithm'],
  ['the algorithm none', { kid: 'k', algorithm: 'none' }, 'tenants.0.keys.0.algorithm'],
  ['a secret where a public key belongs', { kid: 'k', algorithm: 'EdDSA', publicKey: publicPem, secret }, 'tenants.0.keys.0'],
  ['a key without an id', { kid: ' ', algorithm: 'HS256', secret }, 'tenants.0.keys.0.kid'],
];

for (const [title, key, where] of keysRefused) {
  test(`a tenant with ${title} is refused`, () => {
    assert.deepEqual(problemsOf({}, file({ ...tenant, keys: [key] })).map((problem) => problem.where), [where]);
  });
}

test('a tenant may have limits of its own, each a whole number of requests a minute', () => {
  const decoded = decodeSettings(environment, file({ ...tenant, limits: { attempts: 5, backend: 6000 } }));
  assert.deepEqual(decoded.ok && decoded.value.settings.tenants.get('acme')?.limits, { user: undefined, attempts: 5, backend: 6000 });
  for (const limits of [{ user: 0 }, { attempts: 1.5 }, { backend: '9' }, { pages: 9 }, []]) {
    assert.match(problemsOf({}, file({ ...tenant, limits }))[0]?.where ?? '', /^tenants\.0\.limits/, JSON.stringify(limits));
  }
});

test('ids are unique: keys and origins inside a tenant, tenants in the file', () => {
  const twice = { ...tenant, keys: [tenant.keys[0], tenant.keys[0]], origins: [tenant.origins[0], tenant.origins[0]] };
  assert.deepEqual(problemsOf({}, file(twice, tenant)).map(({ where }) => where), ['tenants.0.keys', 'tenants.0.origins', 'tenants']);
});

const webhook = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`] };

test('a webhook hears everything unless its events are named', () => {
  const decoded = decodeSettings(environment, file({ ...tenant, webhooks: [webhook, { ...webhook, id: 'other', events: ['reply.found'] }] }));
  assert.ok(decoded.ok);
  assert.deepEqual(
    decoded.value.settings.tenants.get('acme')?.webhooks.map(({ events }) => events),
    [['reply.found', 'reply.corrected', 'tracking.gap-closed', 'mail.sent', 'mail.held', 'mail.failed', 'mail.cancelled', 'mail.blocked'], ['reply.found']],
  );
});

const wrongWebhooks: readonly (readonly [what: string, webhooks: unknown, where: string])[] = [
  ['http to another machine', [{ ...webhook, url: 'http://crm.acme.example/hooks' }], 'tenants.0.webhooks.0.url'],
  ['an address with a password', [{ ...webhook, url: 'https://me:secret@crm.acme.example/' }], 'tenants.0.webhooks.0.url'],
  ['a secret that is none', [{ ...webhook, secrets: ['hunter2'] }], 'tenants.0.webhooks.0.secrets.0'],
  ['no secret', [{ ...webhook, secrets: [] }], 'tenants.0.webhooks.0.secrets'],
  ['an event nobody sends', [{ ...webhook, events: ['reply.lost'] }], 'tenants.0.webhooks.0.events.0'],
  ['one id twice', [webhook, webhook], 'tenants.0.webhooks'],
];
for (const [what, webhooks, where] of wrongWebhooks) {
  test(`a webhook with ${what} is named`, () => {
    assert.deepEqual(problemsOf({}, file({ ...tenant, webhooks })).map((problem) => problem.where), [where]);
  });
}

test('a tenants file that is missing, no JSON, or something else is named', () => {
  const sentence = (text: string | undefined) => problemsOf({}, text).map((problem) => problem.sentence);
  assert.deepEqual(problemsOf({}, '{'), [{ where: 'GCK_TENANTS_FILE', sentence: 'The tenants file is not JSON.' }]);
  assert.deepEqual(sentence('[]'), ['The file is an object with "tenants".']);
  assert.deepEqual(sentence('{"tenants":[]}'), ['There must be a tenant.']);
  const unreadable = decodeSettings(environment, undefined);
  assert.deepEqual(unreadable.ok ? [] : unreadable.failure, [{ where: 'GCK_TENANTS_FILE', sentence: 'The file cannot be read.' }]);
});

test('encryption keys are 32 bytes each, with ids of their own', () => {
  const other = Buffer.alloc(32, 4).toString('base64');
  for (const text of ['k1', encryptionKey, `k1:${encryptionKey.slice(4)}`, `k1:${encryptionKey},`, `k1:${encryptionKey},k1:${other}`, `k.1:${encryptionKey}`, `k1:${encryptionKey} k2:${other}`]) {
    assert.deepEqual(problemsOf({ GCK_ENCRYPTION_KEYS: text }).map(({ where }) => where), ['GCK_ENCRYPTION_KEYS'], text);
  }
});

test('no sentence repeats a value that was set', () => {
  const canary = 'CANARY-value';
  const everything = {
    GCK_SERVICE_ORIGIN: canary, PORT: canary, GCK_TENANTS_FILE: canary, DATABASE_URL: canary, GCK_ENCRYPTION_KEYS: canary,
    GCK_TRUSTED_PROXIES: canary, GOOGLE_CLIENT_ID: `${canary} ${canary}`, GOOGLE_TOKEN_URL: canary, GOOGLE_ISSUERS: ',', GCK_LIMIT_USER: canary,
  };
  const tenants = JSON.stringify({
    tenants: [{ id: `${canary} `, product: 7, claim: canary, [canary]: canary, keys: [{ kid: 'k', algorithm: canary, secret: canary }, { kid: 'k', algorithm: 'HS256', secret: canary, [canary]: 1 }], origins: [{ origin: canary, returnPath: canary }] }],
    [canary]: 1,
  });
  for (const text of [tenants, `{"secret": "${canary}" oops`]) {
    const problems = problemsOf(everything, text);
    assert.ok(problems.length > 8);
    assert.doesNotMatch(JSON.stringify(problems), /CANARY/);
  }
});

test('push is set as a whole, beside every other problem', () => {
  const together = 'Topic, audience and account of push go together: give all three or none.';
  assert.deepEqual(problemsOf({ GCK_PUSH_AUDIENCE: 'https://connect.example.com', GCK_POLL_IDLE_SECONDS: '0', GCK_TRACK_SENT: 'maybe' }), [
    { where: 'GCK_POLL_IDLE_SECONDS', sentence: 'At least 2.' },
    { where: 'GCK_TRACK_SENT', sentence: 'yes or no.' },
    { where: 'GCK_PUSH_TOPIC', sentence: together },
    { where: 'GCK_PUSH_ACCOUNT', sentence: together },
  ]);
  assert.deepEqual(problemsOf({ GCK_PUSH_TOPIC: 'gmail', GCK_PUSH_AUDIENCE: 'a b', GCK_PUSH_ACCOUNT: 'pusher' }), [
    { where: 'GCK_PUSH_TOPIC', sentence: 'A topic looks like projects/my-project/topics/gmail.' },
    { where: 'GCK_PUSH_AUDIENCE', sentence: 'An audience has no spaces.' },
    { where: 'GCK_PUSH_ACCOUNT', sentence: 'The e-mail address of a service account.' },
  ]);
});
