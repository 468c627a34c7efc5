import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { readText } from './sources.ts';

const versions = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: versions, devDependencies: versions, overrides: versions }).parse(JSON.parse(readText('package.json')));

const lockEntry = z.object({ resolved: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional(), devOptional: z.boolean().optional() });
const lock = z.object({ packages: z.record(z.string(), lockEntry) }).parse(JSON.parse(readText('package-lock.json')));
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

test('every dependency is pinned to one version', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
  // `$name` in the overrides is the version pinned above.
  assert.deepEqual(Object.entries(all).filter(([, version]) => !/^((npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+|\$[@\w/-]+)$/.test(version)), []);
});

test('the lock file names no host, so that every registry serves it', () => {
  assert.deepEqual(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path), []);
});

test('Node itself stays a tool of this project and does not reach those who install the package', () => {
  assert.ok(manifest.devDependencies['node']);
  assert.equal(manifest.dependencies['node'], undefined);
});

/** Whether a licence expression can be satisfied by those given; `A OR B` needs one of them, `A AND B` both. */
const satisfied = (expression: string, given: ReadonlySet<string>): boolean =>
  expression.replaceAll(/[()]/g, '').split(' OR ').some((choice) => choice.split(' AND ').every((name) => given.has(name.trim())));

const permissive = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'PostgreSQL', 'Unlicense', 'CC0-1.0', 'Python-2.0', 'Zlib']);
/** Weak copyleft and data licences are good enough for tools: nothing of them is passed on. */
const forTools = new Set([...permissive, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0']);

/** Packages whose package.json forgets the licence that their readme holds. */
const fromReadme: Readonly<Record<string, string>> = { 'node_modules/only': 'MIT' };

test('every dependency has a permissive licence', () => {
  const wrong = installed.filter(([path, { license = fromReadme[path] ?? '', dev, devOptional }]) => !satisfied(license, dev === true || devOptional === true ? forTools : permissive));
  assert.deepEqual(wrong.map(([path, { license }]) => `${path}: ${license ?? 'none'}`), []);
});
