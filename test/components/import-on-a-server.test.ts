import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { build } from 'esbuild';

test('a server that renders pages may import the package: no window is touched, nothing is defined', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['node'],
    target: 'es2023',
    tsconfig: 'tsconfig.json',
    footer: { js: 'console.log(typeof window, typeof GmailConnectWizard);' },
  });
  const said = execFileSync(process.execPath, ['--input-type=module'], { input: outputFiles[0]?.text ?? '', encoding: 'utf8' });
  assert.equal(said.trim(), 'undefined function');
});
