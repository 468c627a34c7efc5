import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../demo/listen.ts';
import { readmeBlock } from '../house/readme-code.ts';
import { newVisitor } from './chromium.ts';
import { serve } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

test('the page of the README, with the addresses filled in, connects a mailbox', async () => {
  const visitor = await newVisitor(browser);
  await visitor.tab.goTo(demo.crm.origin);
  const html = readmeBlock('html', '<gmail-connect-wizard').replaceAll('https://connect.example.com', demo.service.origin);
  const url = `${demo.crm.origin}/pasted`;
  await serve(visitor.context, { url, html });
  await visitor.tab.goTo(url);
  await createPerson(visitor.tab, demo.crm.origin).connect();
});

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Command {
  readonly said: () => string;
  /** Waits until the command has said so, or fails with what it said instead. */
  readonly says: (words: RegExp) => Promise<void>;
  readonly ended: Promise<number | null>;
  readonly interrupt: () => void;
}

/** A command of the README as a person types it; Ctrl-C reaches every process of a terminal's command, so it does here. */
const type = (t: TestContext, command: string, environment: Readonly<Record<string, string>>): Command => {
  const { CI: _, ...inherited } = process.env;
  const child = spawn(command, { cwd: root, shell: true, detached: true, env: { ...inherited, ...environment } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  const signal = (name: 'SIGINT' | 'SIGKILL'): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left to hear it.
    }
  };
  t.after(() => signal('SIGKILL'));
  return {
    said: () => said,
    says: async (words) => {
      while (!words.test(said)) {
        const news = await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
        if (!Array.isArray(news)) throw new Error(`The command ended without saying ${String(words)}:\n${said}`);
      }
    },
    ended,
    interrupt: () => signal('SIGINT'),
  };
};

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gck-readme-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens.
    return false;
  }
};

test('npm start says where the demo is once it can be used, and Ctrl-C ends all of it', async (t) => {
  const [crm, service, google] = [await freePort(), await freePort(), await freePort()];
  const ports = { DEMO_DATA_DIR: folderOf(t), DEMO_CRM_PORT: String(crm), DEMO_SERVICE_PORT: String(service), DEMO_GOOGLE_PORT: String(google) };
  const start = type(t, 'npm start', ports);
  await start.says(new RegExp(`^Demo CRM: http://localhost:${crm}$`, 'm'));
  assert.ok(await answers(`http://127.0.0.1:${service}/readyz`));
  start.interrupt();
  await start.ended;
  for (const port of [crm, service, google]) assert.equal(await answers(`http://127.0.0.1:${port}/`), false);
});

const settingsIn = (t: TestContext): Readonly<Record<string, string>> => {
  const folder = folderOf(t);
  const secret = Buffer.alloc(32, 1).toString('base64url');
  writeFileSync(join(folder, 'tenants.json'), readmeBlock('json', '"tenants"').replace('base64url of 32 random bytes or more', secret));
  return {
    GCK_SERVICE_ORIGIN: 'https://connect.example.com',
    GCK_TENANTS_FILE: join(folder, 'tenants.json'),
    GCK_DATA_DIR: join(folder, 'data'),
    GCK_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 2).toString('base64')}`,
    GOOGLE_CLIENT_ID: 'client-1',
    GOOGLE_CLIENT_SECRET: 'secret-1',
    GOOGLE_CERTIFICATES_URL: `${demo.google.origin.replace('google.localhost', '127.0.0.1')}/certs`,
    PORT: '0',
  };
};

test('npm run service starts the service, and the doctor names the redirect URI', async (t) => {
  const settings = settingsIn(t);
  const service = type(t, 'npm run service', settings);
  await service.says(/^Service: https:\/\/connect\.example\.com /m);
  service.interrupt();
  await service.ended;
  const doctor = type(t, 'npm run service -- doctor', settings);
  await doctor.ended;
  assert.match(doctor.said(), /https:\/\/connect\.example\.com\/connect\/callback/);
});

test('the return page that npm run prints is a page and nothing else', async (t) => {
  const command = /^npm run --silent service -- return-page/m.exec(readmeBlock('sh', 'return-page'))?.[0] ?? '';
  const print = type(t, command, settingsIn(t));
  assert.equal(await print.ended, 0);
  assert.match(print.said(), /^<!doctype html>/i);
  assert.match(print.said(), /data-service="https:\/\/connect\.example\.com"|data-service=https:\/\/connect\.example\.com/);
});
