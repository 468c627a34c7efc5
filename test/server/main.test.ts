import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { ownDatabase, ownDirectory, type Cleanup } from './store/stores.ts';

const main = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const canary = Buffer.alloc(32, 'CANARY').toString('base64url');

/** What an operator sets: all of it right, every secret recognisable. */
const environmentIn = (directory: string, change: Record<string, string> = {}): Record<string, string> => {
  const tenantsFile = join(directory, 'tenants.json');
  const tenant = { id: 'acme', product: 'Acme CRM', keys: [{ kid: 'k1', algorithm: 'HS256', secret: canary }], origins: [{ origin: 'http://localhost:4400' }] };
  writeFileSync(tenantsFile, JSON.stringify({ tenants: [tenant] }));
  return {
    GCK_SERVICE_ORIGIN: 'http://connect.localhost:4401',
    GCK_TENANTS_FILE: tenantsFile,
    GCK_DATA_DIR: join(directory, 'data'),
    GCK_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 'CANARY').toString('base64')}`,
    GOOGLE_CLIENT_ID: 'client-1',
    GOOGLE_CLIENT_SECRET: 'CANARY-client-secret',
    GOOGLE_CERTIFICATES_URL: 'http://127.0.0.1:1/certs',
    PORT: '0',
    ...change,
  };
};

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

const run = (t: Cleanup, environment: Record<string, string>, ...parameters: string[]): Run => {
  const child = spawn(process.execPath, [main, ...parameters], { env: environment });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said, ended };
};

const ready = async ({ child, said, ended }: Run): Promise<number> => {
  for (;;) {
    const port = /^Service: http:\/\/connect\.localhost:4401 \(listens on 127\.0\.0\.1, port (\d+)\)$/m.exec(said.out)?.[1];
    if (port !== undefined) return Number(port);
    const news = await Promise.race([once(child.stdout, 'data'), ended]);
    if (!Array.isArray(news)) throw new Error(`Failed to start: ${said.err}`);
  }
};

const hasNoSecret = ({ said }: Run): void => assert.doesNotMatch(said.out + said.err, /CANARY|Q0FOQVJZ/);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`the service starts, says where it is, answers, and ends well on ${signal}`, async (t) => {
    const service = run(t, environmentIn(ownDirectory(t), { DATABASE_URL: await ownDatabase(t) }));
    const port = await ready(service);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200);
    await fetch(`http://127.0.0.1:${port}/v1/connections?CANARY`, { headers: { authorization: 'Bearer CANARY' } });
    service.child.kill(signal);
    service.child.kill(signal);
    assert.equal(await service.ended, 0);
    const events = service.said.err.trim().split('\n').map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)).msg);
    assert.deepEqual(events, ['service-started', 'request-answered', 'service-stopped']);
    hasNoSecret(service);
  });
}

test('a second process on the same data directory, or on the same port, is told so in one sentence', async (t) => {
  const directory = ownDirectory(t);
  const environment = environmentIn(directory);
  const first = run(t, environment);
  const port = await ready(first);
  const second = run(t, environment);
  assert.equal(await second.ended, 1);
  assert.deepEqual(second.said, {
    out: '',
    err: `Another process of the service uses the data directory ${join(directory, 'data')}: stop it, or give this one its own GCK_DATA_DIR, or set DATABASE_URL.\n`,
  });
  const onItsPort = run(t, { ...environment, PORT: String(port), DATABASE_URL: await ownDatabase(t) });
  assert.equal(await onItsPort.ended, 1);
  assert.deepEqual(onItsPort.said, { out: '', err: `Port ${port} is taken: stop what listens there, or set PORT to another.\n` });
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
});

test('settings with problems end the service with all of them', async (t) => {
  const broken = run(t, { ...environmentIn(ownDirectory(t)), PORT: 'x', GCK_SERVICE_ORIGIN: '*', GCK_ENCRYPTION_KEYS: 'CANARY' });
  assert.equal(await broken.ended, 1);
  assert.match(broken.said.err, /^The settings have problems:\n {2}GCK_SERVICE_ORIGIN: .+\n {2}PORT: .+\n {2}GCK_ENCRYPTION_KEYS: .+\n$/);
  hasNoSecret(broken);
});

test('a database that does not answer ends the service with one sentence', async (t) => {
  const lonely = run(t, environmentIn(ownDirectory(t), { DATABASE_URL: 'postgres://gck:CANARY@127.0.0.1:1/gck' }));
  assert.equal(await lonely.ended, 1);
  assert.deepEqual(lonely.said, { out: '', err: 'The database does not answer: check DATABASE_URL and whether PostgreSQL runs.\n' });
});

test('the doctor names the redirect URI and what does not answer, and fails', async (t) => {
  const doctor = run(t, environmentIn(ownDirectory(t), { DATABASE_URL: await ownDatabase(t) }), 'doctor');
  assert.equal(await doctor.ended, 1);
  assert.match(doctor.said.out, /^ {2}Authorized redirect URI: +http:\/\/connect\.localhost:4401\/connect\/callback$/m);
  assert.match(doctor.said.out, /^\[ ok \] database: answers; the next start brings 0001-audit/m);
  assert.match(doctor.said.out, /^\[FIX \] Google: gives no certificates/m);
  hasNoSecret(doctor);
});

test('the doctor of an empty environment lists everything that is missing', async (t) => {
  const doctor = run(t, {}, 'doctor');
  assert.equal(await doctor.ended, 1);
  for (const name of ['GCK_SERVICE_ORIGIN', 'GCK_TENANTS_FILE', 'GCK_ENCRYPTION_KEYS', 'GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET']) {
    assert.match(doctor.said.out, new RegExp(`^\\[FIX \\] ${name}: `, 'm'));
  }
});

test('the return page is printed with the service’s origin, and with nothing else set', async (t) => {
  const page = run(t, { GCK_SERVICE_ORIGIN: 'https://connect.example.com' }, 'return-page');
  assert.equal(await page.ended, 0);
  assert.match(page.said.out, /^<!doctype html><html[^>]* data-service="?https:\/\/connect\.example\.com"?/i);
  assert.doesNotMatch(page.said.out, /__SERVICE_ORIGIN__/);
  const without = run(t, { GCK_SERVICE_ORIGIN: 'connect.example.com' }, 'return-page');
  assert.equal(await without.ended, 1);
  assert.deepEqual(without.said, { out: '', err: 'GCK_SERVICE_ORIGIN is missing or not an origin: the return page has to know it.\n' });
});

test('a command that does not exist is refused with the ones that do', async (t) => {
  const odd = run(t, {}, 'dance');
  assert.equal(await odd.ended, 1);
  assert.deepEqual(odd.said, { out: '', err: 'There is no such command; there are serve, doctor, return-page.\n' });
});
