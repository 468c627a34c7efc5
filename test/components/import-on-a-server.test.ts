import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { build } from 'esbuild';

/** What a page loads later, too: a renderer may follow every import. */
const everything = `import { GmailConnectWizard, ReplyTrackerList } from './src/index.ts';
export * as late from './src/components/gmail-connect-wizard/late.ts';
export * as listLate from './src/components/reply-tracker-list/list-late.ts';
console.log(typeof window, typeof GmailConnectWizard, typeof ReplyTrackerList);`;

test('a server that renders pages may import the package: no window is touched, nothing is defined', async () => {
  const { outputFiles } = await build({
    // What the package says of its side effects would leave out what nobody here uses.
    ignoreAnnotations: true,
    stdin: { contents: everything, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['node'],
    target: 'es2023',
    tsconfig: 'tsconfig.json',
  });
  const said = execFileSync(process.execPath, ['--input-type=module'], { input: outputFiles[0]?.text ?? '', encoding: 'utf8' });
  assert.equal(said.trim(), 'undefined function function');
});
