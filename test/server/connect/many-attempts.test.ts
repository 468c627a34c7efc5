import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { closeServer, listen, serverOf } from '../../../src/server/http/listen.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { serviceOrigin } from '../given-ports.ts';
import { anna, type WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { quickStore, type GivenService, type Prepared } from './given-service.ts';

/** One browser that begins many attempts, at a service behind a real socket with the limits of a real one. */
let store: Store;
let google: WireGoogle;
let service: GivenService;
let server: Server;
let port: number;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  ({ google, service } = await anew(store, t));
  server = serverOf(service.app);
  const listening = await listen(server, 0, '127.0.0.1');
  assert.ok(listening.ok);
  port = listening.value.port;
  if ('after' in t) t.after(() => closeServer(server, async () => undefined));
});

interface Answered {
  readonly status: number | undefined;
  readonly location: string;
  readonly headerBytes: number;
}

/** Keeps cookies as a browser does: the oldest first, one that is set again in its place, and none that was taken back. */
const browserAtSocket = () => {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async open(url: string | URL): Promise<Answered> {
      const { pathname, search } = new URL(url);
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const asked = get({ port, host: '127.0.0.1', path: pathname + search, headers: { host: new URL(serviceOrigin).host, cookie } });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (line.includes('Max-Age=0')) cookies.delete(name);
        else cookies.set(name, value);
      }
      const headerBytes = answer.rawHeaders.join('').length;
      return { status: answer.statusCode, location: answer.headers.location ?? '', headerBytes };
    },
  };
};

type Browser = ReturnType<typeof browserAtSocket>;

const begin = async (browser: Browser): Promise<{ readonly prepared: Prepared; readonly google: string }> => {
  const prepared = await service.prepare();
  const answer = await browser.open(prepared.flow.startUrls[0]);
  assert.equal(answer.status, 302);
  return { prepared, google: answer.location };
};

/** How far Google's answer to an attempt comes in this browser. */
const comeBack = async (browser: Browser, attempt: Awaited<ReturnType<typeof begin>>): Promise<string> => {
  const { location } = await browser.open(google.allow(attempt.google, { account: anna }));
  return location === `${serviceOrigin}/connect/finish/${attempt.prepared.flow.flowId}` ? 'finish page' : 'neutral page';
};

test('a browser that begins one attempt after the other is always answered, and its newest attempts go on', async () => {
  const browser = browserAtSocket();
  const attempts = [];
  for (let number = 1; number <= 250; number += 1) attempts.push(await begin(browser));
  assert.equal(browser.cookies.size, 20);
  const ends = [];
  for (const attempt of attempts.slice(-22)) ends.push(await comeBack(browser, attempt));
  assert.deepEqual(ends, ['neutral page', 'neutral page', ...Array.from({ length: 20 }, () => 'finish page')]);
});

test('a browser that already carries many cookies of attempts loses the oldest, a few at each start', async () => {
  const browser = browserAtSocket();
  const kept = await begin(browser);
  const [mine] = browser.cookies;
  browser.cookies.clear();
  browser.cookies.set('theme', 'dark');
  for (let number = 0; number < 100; number += 1) browser.cookies.set(`__Host-gck-${String(number).padStart(24, '0')}`, 'A'.repeat(43));
  if (mine !== undefined) browser.cookies.set(...mine);
  const counts = [];
  for (let visit = 0; visit < 5; visit += 1) {
    const { flow } = await service.prepare();
    const { status, headerBytes } = await browser.open(flow.startUrls[0]);
    assert.equal(status, 302);
    assert.ok(headerBytes < 4_000, `${headerBytes} bytes of headers`);
    counts.push(browser.cookies.size);
  }
  // The cookie of somebody else's page on this host is left alone.
  assert.equal(browser.cookies.get('theme'), 'dark');
  assert.deepEqual(counts, [83, 64, 45, 26, 21]);
  assert.equal(await comeBack(browser, kept), 'finish page');
});

test('the second ticket of an old attempt does not take back its own cookie', async () => {
  const browser = browserAtSocket();
  const { prepared } = await begin(browser);
  for (let number = 0; number < 19; number += 1) await begin(browser);
  const again = await browser.open(prepared.flow.startUrls[1]);
  assert.equal(again.status, 302);
  assert.equal(browser.cookies.size, 20);
  assert.equal(await comeBack(browser, { prepared, google: again.location }), 'finish page');
});
