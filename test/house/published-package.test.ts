import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { z } from 'zod';
import { pathsOf, readText, root } from './sources.ts';

/** What `npm run build` left in dist/ for those who install the package. */
const target = z.union([z.string(), z.object({ types: z.string(), default: z.string() })]);
const manifest = z
  .object({ exports: z.record(z.string(), target), bin: z.record(z.string(), z.string()), files: z.array(z.string()) })
  .parse(JSON.parse(readText('package.json')));

test('every entry and program that the package promises is there', () => {
  const promised = [...Object.values(manifest.exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry))), ...Object.values(manifest.bin)];
  assert.deepEqual(promised.filter((path) => !existsSync(join(root, path))), []);
});

test('packing builds first, so that no package leaves without its modules', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readText('package.json')));
  assert.equal(scripts['prepack'], scripts['build']);
});

test('compiled modules and their types import only files that are there', () => {
  const lost = pathsOf('dist/npm/**/*.{js,d.ts}').flatMap((path) =>
    ts
      .preProcessFile(readText(path), true, true)
      .importedFiles.map((file) => file.fileName)
      .filter((name) => name.startsWith('.') && !(name.endsWith('.js') && existsSync(join(root, dirname(path), name))))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(lost, []);
});

test('every entry can be imported where there is no page, and defines nothing there', async () => {
  const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
  for (const entry of entries) {
    const module: unknown = await import(`gmail-connect-kit${entry.slice(1)}`);
    assert.ok(Object.keys(module as object).length > 0, entry);
  }
});

test('the program of the package runs, and says in a sentence what it lacks', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, manifest.bin['gmail-connect-kit'] ?? ''), 'doctor'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  assert.equal(status, 1);
  assert.match(stdout + stderr, /GCK_SERVICE_ORIGIN/);
});

/** Compiles a host's page against the package, as a bundler's and as Node's resolution find it. */
const complaints = (source: string, resolution: 'Bundler' | 'NodeNext'): string[] => {
  const folder = mkdtempSync(join(root, 'node_modules/.host-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/gmail-connect-kit'), 'dir');
    writeFileSync(join(folder, 'host.ts'), source);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'ES2023',
      module: resolution === 'Bundler' ? 'ESNext' : 'NodeNext',
      moduleResolution: resolution,
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      types: ['node'],
      skipLibCheck: true,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['host.ts'] }));
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '--project', folder, '--pretty', 'false'], { encoding: 'utf8' });
    return [...stdout.matchAll(/error (TS\d+): (.*)/g)].map(([, code, text]) => `${code}: ${text}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const host = `
import 'gmail-connect-kit';
import type { GmailConnectWizard } from 'gmail-connect-kit';
import { endpoints } from 'gmail-connect-kit/contract';
import { createApp } from 'gmail-connect-kit/server';
const wizard: GmailConnectWizard = document.createElement('gmail-connect-wizard');
wizard.addEventListener('gmail-connected', (event) => { const email: string = event.detail.email; void email; });
document.addEventListener('gmail-partially-connected', ({ detail }) => { const [withheld]: readonly ('send' | 'read')[] = detail.withheld; void withheld; });
window.addEventListener('gmail-connect-failed', ({ detail: { code } }) => { const wrongCode: 'denied' = code; void wrongCode; });
wizard.getSessionToken = () => Promise.resolve(endpoints.claim);
void createApp;
const wrong: number = wizard.providers;
`;

test("a host's own TypeScript knows the element, its events and the entries", () => {
  for (const resolution of ['Bundler', 'NodeNext'] as const) {
    // Both mistakes in it are found, so the types are more than `any`.
    const [code = '', providers = '', ...more] = complaints(host, resolution);
    assert.match(code, /^TS2322: Type '.*' is not assignable to type '"denied"'/, resolution);
    assert.deepEqual([providers, more], ["TS2322: Type 'string' is not assignable to type 'number'.", []], resolution);
  }
});
