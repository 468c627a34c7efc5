import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import * as z from 'zod';
import { createAuthenticate } from '../../src/server/auth/authenticate.ts';
import { decodeSettings } from '../../src/server/settings/decode-settings.ts';
import { decodeTenants } from '../../src/server/settings/decode-tenants.ts';
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

const shell = (commands: string): string => execFileSync('sh', ['-c', commands], { encoding: 'utf8' });
const tenantsFile = (secret: string): string => readmeBlock('json', '"tenants"').replace('base64url of 32 random bytes or more', secret);

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
  assert.deepEqual([...new Set(said)].sort(), ['bench', 'explain', 'service', 'shots', 'start', 'test', 'test:firefox']);
  assert.deepEqual(said.filter((name) => !(name in scripts)), []);
  assert.equal(readmeCode('sh').length, 7);
});
