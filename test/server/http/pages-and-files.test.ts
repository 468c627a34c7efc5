import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { htmlPage, redirectPage } from '../../../src/server/http/html-page.ts';
import { kitRoute } from '../../../src/server/http/kit-route.ts';
import { loadStaticFiles } from '../../../src/server/http/static-files.ts';
import { serviceOrigin } from '../given-ports.ts';

test('a page may load its own script and style, talk to the service alone, and never stand in a frame', () => {
  const page = htmlPage(
    { html: '', scripts: ['/connect/finish.js'], styles: ['/connect/finish.css'], fetchesOwnOrigin: true },
    serviceOrigin,
  );
  assert.deepEqual(Object.fromEntries(page.headers), {
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${serviceOrigin}/connect/finish.js`,
      `style-src ${serviceOrigin}/connect/finish.css`,
      `connect-src ${serviceOrigin}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

test('a page without parts may load nothing at all', () => {
  const policy = htmlPage({ html: '' }, serviceOrigin).headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src 'none'; style-src 'none'; connect-src 'none'/);
});

test('a redirect carries the headers of a page', () => {
  const redirect = redirectPage('https://accounts.example/auth', { 'Set-Cookie': 'a=b' });
  assert.equal(redirect.status, 303);
  assert.deepEqual(Object.fromEntries(redirect.headers), {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    location: 'https://accounts.example/auth',
    'referrer-policy': 'no-referrer',
    'set-cookie': 'a=b',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

const kitFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'gck-kit-'));
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(join(folder, 'gmail-connect-kit.js'), 'export {};');
  writeFileSync(join(folder, 'chunks/steps-BzQ3f0aK.js'), 'export {};');
  writeFileSync(join(folder, 'secret.env'), 'nothing of a build');
  return folder;
};

const kitOf = async (folder: string) => {
  const route = kitRoute(await loadStaticFiles(folder));
  return async (name: string, headers: Record<string, string> = {}) =>
    (await route.respond(new Request(`${serviceOrigin}/kit/${name}`, { headers }), { name })) ?? new Response(null, { status: 404 });
};

test('any page may load the script-tag bundle: the entry for minutes, its chunks for good', async (t) => {
  const folder = kitFolder();
  t.after(() => rmSync(folder, { recursive: true }));
  const get = await kitOf(folder);
  const entry = await get('gmail-connect-kit.js');
  assert.equal(await entry.text(), 'export {};');
  const { etag, ...headers } = Object.fromEntries(entry.headers);
  assert.deepEqual(headers, {
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  assert.equal((await get('gmail-connect-kit.js', { 'if-none-match': etag ?? '' })).status, 304);
  const chunk = await get('chunks/steps-BzQ3f0aK.js');
  assert.equal(chunk.headers.get('cache-control'), 'public, max-age=31536000, immutable');
});

test('a browser that takes gzip gets it, ready-made', async (t) => {
  const folder = kitFolder();
  t.after(() => rmSync(folder, { recursive: true }));
  const get = await kitOf(folder);
  const packed = await get('gmail-connect-kit.js', { 'accept-encoding': 'br, gzip' });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(gunzipSync(await packed.arrayBuffer()).toString(), 'export {};');
});

test('nothing but the bundle is served, whatever path is asked for', async (t) => {
  const folder = kitFolder();
  t.after(() => rmSync(folder, { recursive: true }));
  const get = await kitOf(folder);
  for (const name of ['secret.env', '../package.json', '..%2f..%2fetc/passwd', '/etc/passwd', 'chunks', 'chunks/', '__proto__', '']) {
    assert.equal((await get(name)).status, 404, name);
  }
});

test('a bundle that was not built gives no files', async () => {
  assert.deepEqual(await loadStaticFiles(join(tmpdir(), 'gck-no-such-folder')), new Map());
});
