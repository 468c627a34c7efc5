import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './sources.ts';

/**
 * What the compiler knows of in a layer: a probe is compiled together with the whole layer, because a single
 * `/// <reference lib="dom" />` in some package would let the DOM in for everybody.
 */
const unknownNames = (layer: string, probe: string): string[] => {
  // Below the project's folder, where the packages are found.
  const folder = mkdtempSync(join(root, 'node_modules/.probe-'));
  try {
    writeFileSync(join(folder, 'probe.ts'), `${probe}\nexport {};\n`);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, layer, 'tsconfig.json'), include: [join(root, layer), './probe.ts'], exclude: [] }));
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '--project', folder, '--pretty', 'false'], { encoding: 'utf8' });
    return [...stdout.matchAll(/probe\.ts\S* error TS\d+: Cannot find (?:name|module) '([^']+)'/g)].map((match) => match[1] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const dom = 'document.title; window.name;';
const node = "import * as fs from 'node:fs'; fs.constants; process.pid; Buffer.from('');";

test('the contract knows neither the DOM nor Node', () => {
  assert.deepEqual(unknownNames('src/contract', `${dom}${node}`).sort(), ['Buffer', 'document', 'node:fs', 'process', 'window']);
});

test('the client and the elements know the DOM and not Node', () => {
  for (const layer of ['src/client', 'src/components']) {
    assert.deepEqual(unknownNames(layer, `${dom}${node}`).sort(), ['Buffer', 'node:fs', 'process'], layer);
  }
});

test('the service knows Node and not the DOM', () => {
  assert.deepEqual(unknownNames('src/server', `${dom}${node}`).sort(), ['document', 'window']);
});
