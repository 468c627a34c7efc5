import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { kitRoute } from '../../../src/server/http/kit-route.ts';
import { loadStaticFiles } from '../../../src/server/http/static-files.ts';
import { serviceOrigin } from '../given-ports.ts';

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
