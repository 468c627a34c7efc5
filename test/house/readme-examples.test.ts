import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { createAuthenticate } from '../../src/server/auth/authenticate.ts';
import { decodeTenants } from '../../src/server/decode-tenants.ts';
import { acme, clockAt, hostSecret, serviceOrigin, settingsWith } from '../server/given-ports.ts';
import { readText } from './sources.ts';
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
  const { jti, ...rest } = caller.value;
  assert.match(jti, /^[\w-]{20,}$/);
  assert.deepEqual(rest, expected);
};

test("a token minted by the README's JavaScript is let in", async () => {
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(readmeBlock('js', 'userToken'))}`);
  const userToken: unknown = Reflect.get(module as object, 'userToken');
  assert.ok(typeof userToken === 'function');
  await assertLetIn(String(userToken(given)));
});

test("a token minted by the README's Python is let in", async () => {
  const { secret, kid, tenant, service, origin, user } = given;
  const call = `import sys\nprint(user_token(*json.loads(sys.stdin.read())))`;
  const input = JSON.stringify([secret, kid, tenant, service, origin, user]);
  const token = execFileSync('python3', ['-c', `${readmeBlock('python', 'user_token')}\n${call}`], { input, encoding: 'utf8' });
  await assertLetIn(token.trim());
});

test("the README's tenants file is one, once a secret stands in it", () => {
  const text = readmeBlock('json', '"tenants"').replace('base64url of 32 random bytes or more', hostSecret);
  const decoded = decodeTenants(text);
  assert.ok(decoded.ok);
  assert.deepEqual([...decoded.value.keys()], ['acme']);
});

test('every command of the README is one of the package', () => {
  const scripts = new Set(Object.keys((JSON.parse(readText('package.json')) as { readonly scripts: object }).scripts));
  const said = [...readText('README.md').matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(start|test))\b/g)].map((match) => match[1] ?? match[2] ?? '');
  assert.deepEqual([...new Set(said)].sort(), ['bench', 'service', 'shots', 'start', 'test', 'test:firefox']);
  assert.deepEqual(said.filter((name) => !scripts.has(name)), []);
  assert.equal(readmeCode('sh').length, 5);
});
