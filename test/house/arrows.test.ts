import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layers, strayImports, strayNames } from './layers.ts';
import { readSources, type Source } from './sources.ts';

const sources = readSources('src/**/*.ts');
const demo = readSources('demo/**/*.ts');

test('every file of the product imports only from the layers and packages that its own layer knows of', () => {
  assert.deepEqual(sources.flatMap(strayImports), []);
});

test('the demo stands on the product as a host would', () => {
  assert.deepEqual(demo.flatMap(strayImports), []);
});

test('what one place alone may touch is touched nowhere else in the product', () => {
  assert.deepEqual(sources.flatMap(strayNames), []);
});

test('no layer of the plan is empty', () => {
  const empty = Object.keys(layers).filter((folder) => ![...sources, ...demo].some((source) => source.path.startsWith(`${folder}/`)));
  assert.deepEqual(empty, []);
});

const invented = (path: string, found: Partial<Source>): Source => ({ path, lines: 1, imports: [], names: new Set(), fields: new Set(), texts: [], ...found });

test('an arrow against the plan is found', () => {
  assert.deepEqual(strayImports(invented('src/contract/a.ts', { imports: ['../client/page/clock.ts', 'lit', './values.ts'] })), [
    'src/contract/a.ts imports ../client/page/clock.ts, from src/client',
    'src/contract/a.ts imports lit',
  ]);
  assert.deepEqual(strayImports(invented('src/client/a.ts', { imports: ['../../demo/crm.ts', 'idb', 'node:fs'] })), [
    'src/client/a.ts imports ../../demo/crm.ts, from demo',
    'src/client/a.ts imports idb',
    'src/client/a.ts imports node:fs',
  ]);
  assert.deepEqual(strayImports(invented('src/server/connections/a.ts', { imports: ['../store/flows.ts', '../connect/status-of.ts'] })), [
    'src/server/connections/a.ts imports ../connect/status-of.ts, from src/server/connect',
  ]);
  assert.deepEqual(strayImports(invented('src/server/http/a.ts', { imports: ['../ports.ts', '../pages/error-page.ts'] })), [
    'src/server/http/a.ts imports ../pages/error-page.ts, from src/server/pages',
  ]);
});

test('a name in the wrong place is found', () => {
  assert.deepEqual(strayNames(invented('src/server/connect/a.ts', { names: new Set(['process']), fields: new Set(['access_token']), texts: ['https://oauth2.googleapis.com/token'] })), [
    "src/server/connect/a.ts touches an address of Google's interfaces",
    "src/server/connect/a.ts touches Google's spelling of its fields",
    'src/server/connect/a.ts touches process',
  ]);
});
