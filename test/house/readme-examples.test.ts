import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import * as z from 'zod';
import { createAuthenticate } from '../../src/server/auth/authenticate.ts';
import { decodeSettings } from '../../src/server/settings/decode-settings.ts';
import { decodeTenants } from '../../src/server/settings/decode-tenants.ts';
import { signWebhook } from '../../src/server/webhooks/sign-webhook.ts';
import { decode, replyEndpoints, trackMailSchema } from '../../src/contract/index.ts';
import { acme, clockAt, hostSecret, serviceOrigin, settingsWith } from '../server/given-ports.ts';
import { readSources, readText } from './sources.ts';
import { readmeBlock, readmeCode } from './readme-code.ts';

const given = {
  secret: hostSecret,
  kid: 'k1',
  tenant: acme.id,
  service: serviceOrigin,
  origin: 'https://crm.acme.example',
  user: { id: 'user-7', org: 'org-3', name: 'Léa Moreau' },
};

/** The example reads the machine's own clock, so the service does here, too. */
const whoCalls = async (token: string) => {
  const authenticate = createAuthenticate(settingsWith(), clockAt(Date.now()));
  const headers = { authorization: `Bearer ${token}`, origin: given.origin };
  return authenticate(new Request(`${serviceOrigin}/v1/connections`, { headers }), 'user');
};

const expected = {
  kind: 'user',
  tenant: acme,
  org: 'org-3',
  user: 'user-7',
  origin: given.origin,
  name: 'Léa Moreau',
  expectedEmail: undefined,
  hostedDomain: undefined,
};

const assertLetIn = async (token: string): Promise<void> => {
  const caller = await whoCalls(token);
  assert.ok(caller.ok);
  assert.ok(caller.value.kind === 'user');
  const { jti, tokenEndsAt, ...rest } = caller.value;
  assert.match(jti, /^[\w-]{20,}$/);
  assert.ok(tokenEndsAt > Date.now());
  assert.deepEqual(rest, expected);
};

test("a token minted by the README's JavaScript is let in", async () => {
  const program = `${readmeBlock('js', 'userToken')}\nconsole.log(userToken(JSON.parse(process.argv[1])))`;
  const parameters = ['--input-type=module', '--eval', program, JSON.stringify(given)];
  const token = execFileSync(process.execPath, parameters, { encoding: 'utf8' });
  await assertLetIn(token.trim());
});

test("a token minted by the README's Python is let in", async () => {
  const { secret, kid, tenant, service, origin, user } = given;
  const call = `import sys\nprint(user_token(*json.loads(sys.stdin.read())))`;
  const input = JSON.stringify([secret, kid, tenant, service, origin, user]);
  const token = execFileSync('python3', ['-c', `${readmeBlock('python', 'user_token')}\n${call}`], { input, encoding: 'utf8' });
  await assertLetIn(token.trim());
});

const webhookSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** What the README's check says of a list of calls, in each of its languages. */
const checks: readonly (readonly [language: string, check: (input: string) => string])[] = [
  [
    'JavaScript',
    (input) => {
      const program = `${readmeBlock('js', 'isFromService')}\nconst [secret, body, calls] = JSON.parse(process.argv[1]);\nconsole.log(JSON.stringify(calls.map((headers) => isFromService(secret, headers, body))))`;
      return execFileSync(process.execPath, ['--input-type=module', '--eval', program, input], { encoding: 'utf8' });
    },
  ],
  [
    'Python',
    (input) => {
      const program = `${readmeBlock('python', 'is_from_service')}\nimport json, sys\nsecret, body, calls = json.loads(sys.stdin.read())\nprint(json.dumps([is_from_service(secret, headers, body) for headers in calls]))`;
      return execFileSync('python3', ['-c', program], { input, encoding: 'utf8' });
    },
  ],
];
for (const [language, check] of checks) {
  test(`the README's check in ${language} believes the service's own calls, with either of two secrets, and nobody else's`, () => {
    const body = '{"type":"reply.found","data":{"name":"Léa"}}';
    const seconds = Math.floor(Date.now() / 1_000);
    const signed = (secrets: readonly string[], at = seconds) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at),
      'webhook-signature': signWebhook(secrets, 'msg_1', at, body),
    });
    const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
    const calls = [signed([webhookSecret]), signed([other, webhookSecret]), signed([other]), signed([webhookSecret], seconds - 3_600), { ...signed([webhookSecret]), 'webhook-id': 'msg_2' }, {}];
    assert.deepEqual(JSON.parse(check(JSON.stringify([webhookSecret, body, calls]))), [true, true, false, false, false, false]);
  });
}

test("the README's registered mail is what the service takes", async () => {
  const asked: { url?: string; body?: unknown } = {};
  const program = `globalThis.fetch = async (url, init) => console.log(JSON.stringify({ url, ...init }));\n${readmeBlock('js', 'registerMail')}\nawait registerMail('https://connect.example.com', 'token', JSON.parse(process.argv[1]))`;
  const mail = { org: 'org-1', user: 'lea', connectionId: 'connection-000001', messageId: '<1@crm.example>', subject: 'Renewal', recipients: ['anna@globex.example'], sentAt: '2026-03-03T12:00:00.000Z', reference: 'campaign-7' };
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program, JSON.stringify(mail)], { encoding: 'utf8' });
  Object.assign(asked, JSON.parse(output));
  assert.equal(asked.url, `https://connect.example.com${replyEndpoints.backendMails}`);
  assert.deepEqual(decode(trackMailSchema, JSON.parse(String(asked.body))), { ok: true, value: mail });
});

test("the README's webhook is one that the tenants file takes", () => {
  const [, webhooks = ''] = /"webhooks": (.*)/.exec(readmeBlock('json', '"webhooks"')) ?? [];
  const said: unknown = JSON.parse(webhooks.replace('whsec_base64 of 24 to 64 random bytes', webhookSecret));
  const whole = { tenants: [{ ...tenantOfReadme(), webhooks: said }] };
  const decoded = decodeTenants(JSON.stringify(whole));
  assert.ok(decoded.ok, JSON.stringify(decoded));
  assert.deepEqual(decoded.value.get('acme')?.webhooks.map(({ id }) => id), ['crm']);
});

const shell = (commands: string): string => execFileSync('sh', ['-c', commands], { encoding: 'utf8' });
const tenantsFile = (secret: string): string => readmeBlock('json', '"tenants"').replace('base64url of 32 random bytes or more', secret);

const tenantOfReadme = (): object => z.parse(z.object({ tenants: z.array(z.looseObject({})) }), JSON.parse(tenantsFile(hostSecret))).tenants[0] ?? {};

test("the README's tenants file is one, once a secret stands in it", () => {
  const decoded = decodeTenants(tenantsFile(hostSecret));
  assert.ok(decoded.ok);
  assert.deepEqual([...decoded.value.keys()], ['acme']);
});

test("the README's commands make a secret and settings that the service takes", () => {
  const secret = shell(readmeBlock('sh', 'tr -d')).trim();
  assert.match(secret, /^[\w-]{43}$/);
  const lines = shell(readmeBlock('sh', 'GCK_TENANTS_FILE').replace(/^npm run service$/m, 'env')).split('\n');
  const variables = Object.fromEntries(lines.filter((line) => /^(GCK|GOOGLE)_/.test(line)).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  assert.equal(variables['GCK_TENANTS_FILE'], 'tenants.json');
  assert.equal(decodeSettings(variables, tenantsFile(secret)).ok, true);
});

test('the reasons for a refused token that the README explains are those that the service gives', () => {
  const row = readText('README.md').split('\n').find((line) => line.includes('`token-refused`')) ?? '';
  const explained = [...row.matchAll(/`([a-z]+(?:-[a-z]+)+|expired)`[:,]/g)].map((match) => match[1] ?? '');
  assert.ok(explained.length >= 7);
  const given = new Set(readSources('src/server/auth/*.ts').flatMap(({ texts }) => texts));
  assert.deepEqual(explained.filter((reason) => !given.has(reason)), []);
});

test('every command of the README is one of the package', () => {
  const { scripts } = z.parse(z.object({ scripts: z.record(z.string(), z.string()) }), JSON.parse(readText('package.json')));
  const said = [...readText('README.md').matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(start|test))\b/g)].map((match) => match[1] ?? match[2] ?? '');
  assert.deepEqual([...new Set(said)].sort(), ['bench', 'explain', 'service', 'shots', 'soak:send', 'start', 'test', 'test:firefox']);
  assert.deepEqual(said.filter((name) => !(name in scripts)), []);
  assert.equal(readmeCode('sh').length, 7);
});
