import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { pathsOf, readSources, readText, root } from './sources.ts';

const ours = [...pathsOf('{src,demo,test}/**/*.{ts,mjs,js,css,html,json}'), ...pathsOf('.config/**/*.{ts,mjs}')];

test('the top level holds what a visitor expects and nothing else', () => {
  const made = ['node_modules', 'dist'];
  const visible = readdirSync(root).filter((name) => !name.startsWith('.') && !made.includes(name));
  assert.deepEqual(visible.sort(), ['LICENSE', 'README.md', 'demo', 'package-lock.json', 'package.json', 'src', 'test', 'tsconfig.json', 'vite.config.ts', 'web-test-runner.config.mjs']);
});

test('file names are lower case with dashes', () => {
  assert.deepEqual(ours.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(basename(path))), []);
});

test('no file is named for being useful instead of for what it does', () => {
  const vague = /(^|-)(utils?|helpers?|common|managers?|types?|misc)$|^(services?|shared)$/;
  // .config/commands/service.ts is the command `npm run service`; .config/stages/types.ts is the stage that checks them.
  const named = ours.filter((path) => !path.startsWith('.config/')).filter((path) => vague.test(basename(path).split('.')[0] ?? ''));
  assert.deepEqual(named, []);
});

/** Written by lit-localize, a line for each message. */
const generated = 'src/client/messages/fr.ts';

test('no file of the product, the demo or the tools is longer than 250 lines', () => {
  const long = [...readSources('{src,demo}/**/*.ts'), ...readSources('.config/**/*.{ts,mjs}')].filter(({ path, lines }) => lines > 250 && path !== generated);
  assert.deepEqual(long.map((source) => `${source.path}: ${source.lines}`), []);
});

test('imports name the very file, so that Node runs the sources as they are', () => {
  const vague = readSources('{src,demo,test}/**/*.ts').flatMap(({ path, imports }) => imports.filter((name) => name.startsWith('.') && !/\.(ts|mjs|json|css)$/.test(name)).map((name) => `${path}: ${name}`));
  assert.deepEqual(vague, []);
});

test('no file knows the machine it was written on', () => {
  const registry = process.env['npm_config_registry'];
  const host = registry === undefined ? undefined : new URL(registry).host;
  const told = [root.replace(/\/$/, ''), ...(host === undefined || host === 'registry.npmjs.org' ? [] : [host])];
  const everything = [...ours, ...pathsOf('.config/**/*.json'), ...pathsOf('.ci/*'), 'README.md', 'package.json', 'package-lock.json', '.npmrc', 'vite.config.ts', 'web-test-runner.config.mjs', 'tsconfig.json'];
  assert.deepEqual(everything.filter((path) => told.some((word) => readText(path).includes(word))), []);
});
