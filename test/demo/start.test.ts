import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { crmUsers } from '../../demo/crm/users.ts';
import { keepKeys } from '../../demo/demo-keys.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { freePort, listen, PortTaken } from '../../demo/listen.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { outgoingPageSchema, sendingEndpoints } from '../../src/contract/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface StartedDemo {
  readonly child: ChildProcess;
  readonly ports: readonly number[];
  /** The line that says where the CRM is, or nothing when the demo ended first. */
  readonly ready: Promise<string | undefined>;
  readonly complaints: () => string;
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'gmail-connect-start-'));

const startDemo = async (context: TestContext, { taken, folder: given }: { taken?: number; folder?: string } = {}): Promise<StartedDemo> => {
  const folder = given ?? (await newFolder());
  const ports = [await freePort(), taken ?? (await freePort()), await freePort()];
  const [crm, service, google] = ports.map(String);
  const child = spawn(process.execPath, ['demo/start.ts'], {
    cwd: root,
    env: { ...process.env, DEMO_DATA_DIR: folder, DEMO_CRM_PORT: crm, DEMO_SERVICE_PORT: service, DEMO_GOOGLE_PORT: google },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await everyPortFree(ports.filter((port) => port !== taken));
    await rm(folder, { recursive: true, force: true });
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ready = new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Demo CRM: ')) resolve(line);
    });
    child.once('exit', () => resolve(undefined));
  });
  return { child, ports, ready, complaints: () => complaints };
};

const isFree = async (port: number): Promise<boolean> => {
  try {
    await (await listen(async () => new Response(null), port)).close();
    return true;
  } catch (error) {
    if (error instanceof PortTaken) return false;
    throw error;
  }
};

/** Resolves when nobody listens any more. The runner's own limit ends a wait that is in vain. */
const everyPortFree = async (ports: readonly number[]): Promise<void> => {
  for (const port of ports) while (!(await isFree(port)));
};

test('the demo says where the CRM is once all three answer, and SIGTERM ends all three', async (context) => {
  const { child, ports, ready, complaints } = await startDemo(context);
  assert.equal(await ready, `Demo CRM: http://localhost:${ports[0]}`, complaints());
  const [crm, service, google] = ports;
  assert.equal((await fetch(`http://127.0.0.1:${crm}/settings/email/connection`)).status, 200);
  assert.equal((await fetch(`http://127.0.0.1:${service}/readyz`)).status, 200);
  assert.equal((await fetch(`http://127.0.0.1:${service}/kit/gmail-connect-kit.js`)).status, 200);
  assert.equal((await fetch(`http://127.0.0.1:${google}/healthz`)).status, 200);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.equal(child.exitCode, 0);
  await everyPortFree(ports);
});

test('the service that is left down over a due time comes back, and the mail asks', async (context) => {
  const folder = await newFolder();
  const { ports, ready, complaints } = await startDemo(context, { folder });
  assert.notEqual(await ready, undefined, complaints());
  const [crm = 0, service = 0, google = 0] = ports;
  const pageOrigin = `http://localhost:${crm}`;
  const serviceOrigin = `http://connect.localhost:${service}`;
  const host = { id: 'larkspur', product: 'Larkspur CRM', origin: pageOrigin, secret: keepKeys(folder).tenantSecret };
  const [{ id: user, org, email }] = crmUsers;
  const tokenAt = (now: number): string => mintUserToken({ user, org, origins: [pageOrigin] }, tenantSecrets(host).usual, serviceOrigin, now);
  const end = await connectByRobot({ serviceOrigin, service: byLoopback(service), google: byLoopback(google), pageOrigin, token: tokenAt(Date.now()), person: { email } });
  assert.equal(end.kind, 'claimed');
  const pressed = await fetch(`http://127.0.0.1:${crm}/test-panel/service-down`, { method: 'POST', headers: { origin: pageOrigin }, body: '{}' });
  assert.equal(pressed.status, 200);
  assert.match(JSON.stringify(await pressed.json()), /half an hour/);
  // Half an hour has passed for all of the demo.
  const headers = { authorization: `Bearer ${tokenAt(Date.now() + 30 * 60_000)}`, origin: pageOrigin, 'x-requested-with': 'tests' };
  for (;;) {
    const answer: unknown = await (await byLoopback(service)(new Request(serviceOrigin + sendingEndpoints.outgoing, { headers }))).json();
    const [mail] = outgoingPageSchema.parse(answer).mails;
    assert.equal(mail?.subject, 'Due while nobody was there');
    if (mail.state.kind !== 'waiting') return assert.equal(mail.state.kind === 'held' && mail.state.reason.code, 'came-due-while-down');
    // A person may ask so often and no more.
    await wait(300);
  }
});

test('a demo that is killed outright takes its service along', async (context) => {
  const { child, ports, ready, complaints } = await startDemo(context);
  assert.notEqual(await ready, undefined, complaints());
  child.kill('SIGKILL');
  await once(child, 'exit');
  await everyPortFree(ports);
});

test('a taken port ends the demo with a sentence that names it', async (context) => {
  const other = await listen(async () => new Response(null), 0);
  context.after(() => other.close());
  const { child, ready, complaints } = await startDemo(context, { taken: other.port });
  assert.equal(await ready, undefined);
  assert.equal(child.exitCode, 1);
  assert.match(complaints(), new RegExp(`^Port ${other.port} is taken: .*DEMO_SERVICE_PORT`));
});

test('a second demo on the same data is told which setting gives it data of its own', async (context) => {
  const folder = await newFolder();
  const first = await startDemo(context, { folder });
  assert.notEqual(await first.ready, undefined, first.complaints());
  const second = await startDemo(context, { folder });
  assert.equal(await second.ready, undefined);
  assert.equal(
    second.complaints(),
    `The service did not start:\nAnother process of the service uses the data directory ${join(folder, 'service')}: stop it, or give this one its own DEMO_DATA_DIR.\n`,
  );
});
