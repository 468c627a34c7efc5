import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import * as z from 'zod';
import { createAuthenticate } from '../../src/server/auth/authenticate.ts';
import { decodeTenants } from '../../src/server/settings/decode-tenants.ts';
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

test("the README's tenants file is one, once a secret stands in it", () => {
  const text = readmeBlock('json', '"tenants"').replace('base64url of 32 random bytes or more', hostSecret);
  const decoded = decodeTenants(text);
  assert.ok(decoded.ok);
  assert.deepEqual([...decoded.value.keys()], ['acme']);
});

test('every command of the README is one of the package', () => {
  const { scripts } = z.parse(z.object({ scripts: z.record(z.string(), z.string()) }), JSON.parse(readText('package.json')));
  const said = [...readText('README.md').matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(start|test))\b/g)].map((match) => match[1] ?? match[2] ?? '');
  assert.deepEqual([...new Set(said)].sort(), ['bench', 'explain', 'service', 'shots', 'start', 'test', 'test:firefox']);
  assert.deepEqual(said.filter((name) => !(name in scripts)), []);
  assert.equal(readmeCode('sh').length, 6);
});
