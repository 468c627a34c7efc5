import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import settings from '../../.config/lit-localize.json' with { type: 'json' };

// The tool that hosts of Lit translate with extracts every text of the sources anew, into a copy of the project's own.
const folder = 'src/client/messages';
const tool = 'node_modules/@lit/localize-tools/bin/lit-localize.js';
let copy = '';

before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'french-'));
  await cp(folder, copy, { recursive: true });
  const inputFiles = settings.inputFiles.map((pattern) => resolve('.config', pattern));
  const moved = { ...settings, inputFiles, output: { ...settings.output, outputDir: copy }, interchange: { ...settings.interchange, xliffDir: copy } };
  await writeFile(join(copy, 'lit-localize.json'), JSON.stringify(moved));
  const run = promisify(execFile);
  for (const command of ['extract', 'build']) await run(process.execPath, [tool, command, '--config', join(copy, 'lit-localize.json')]);
});

after(async () => rm(copy, { recursive: true, force: true }));

const units = (xliff: string): { source: string; target: string | undefined }[] =>
  [...xliff.matchAll(/<trans-unit.*?<\/trans-unit>/gs)].map(([unit]) => ({
    source: /<source>(.*?)<\/source>/s.exec(unit)?.[1] ?? '',
    target: /<target>(.*?)<\/target>/s.exec(unit)?.[1],
  }));

test('every English text has a French one, and no French text is left over', async () => {
  const now = units(await readFile(join(copy, 'fr.xlf'), 'utf8'));
  assert.deepEqual(now.filter(({ target }) => !target).map(({ source }) => source), []);
  assert.deepEqual(units(readFileSync(`${folder}/fr.xlf`, 'utf8')).map(({ source }) => source).sort(), now.map(({ source }) => source).sort());
});

test('the French chunk is what the translations build', async () => {
  assert.equal(readFileSync(`${folder}/fr.ts`, 'utf8'), await readFile(join(copy, 'fr.ts'), 'utf8'));
});

test('French texts carry the same places to fill in as the English ones', () => {
  const places = (text: string): string[] => [...text.matchAll(/<x id="(\d)"/g)].map(([, id = '']) => id).sort();
  for (const { source, target = '' } of units(readFileSync(`${folder}/fr.xlf`, 'utf8'))) assert.deepEqual(places(target), places(source), source);
});

test('French signs stand behind a space that does not break', () => {
  const breaking = units(readFileSync(`${folder}/fr.xlf`, 'utf8')).filter(({ target = '' }) => / [:;?!»]|« |[^\s\u00a0][;?!](?=\s|$)|[a-zé]:(?=\s)/u.test(target.replaceAll(/&\w+;|<x[^>]*>/g, 'x')));
  assert.deepEqual(breaking.map(({ target }) => target), []);
});
