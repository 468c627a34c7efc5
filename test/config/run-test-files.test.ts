import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { runTestFiles } from '../../.config/stages/run-test-files.ts';

const given = (t: TestContext, files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'gck-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const said: string[] = [];
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `import { test } from 'node:test';\n${text}`);
  return { folder, said, files: Object.keys(files).map((name) => join(folder, name)) };
};

const well = "test('one', () => {}); test('two', () => {});";

test('files are counted together, and a failure is told in full', async (t) => {
  const { files, said } = given(t, { 'a.test.mjs': well, 'b.test.mjs': "test('three', () => { console.log('a hint'); throw new Error('no'); });" });
  const counts = await runTestFiles({ files, env: {}, concurrency: 2, limitMs: 60_000, say: (text) => said.push(text) });
  assert.deepEqual(counts, { passed: 2, failed: 1, skipped: 0 });
  assert.match(said.join(''), /✔ .*a\.test\.mjs {2}2 of 2/);
  assert.match(said.join(''), /✖ .*b\.test\.mjs {2}0 of 1[^]*✖ three\n[^]*Error: no[^]*a hint/);
});

test('a file that cannot be loaded is a failure', async (t) => {
  const { files, said } = given(t, { 'a.test.mjs': "import './nowhere.mjs';" });
  assert.deepEqual(await runTestFiles({ files, env: {}, concurrency: 1, limitMs: 60_000, say: (text) => said.push(text) }), { passed: 0, failed: 1, skipped: 0 });
});

test('a file that has not ended in time is named as failed, and the ones after it run', async (t) => {
  const { files, said } = given(t, {
    'a.test.mjs': "test('waits for ever', () => new Promise(() => { setInterval(() => {}, 1000); }));",
    'b.test.mjs': "test('ends, and leaves something open', () => { setInterval(() => {}, 1000); });",
    'c.test.mjs': "test('computes for ever', () => { for (;;); });",
  });
  const counts = await runTestFiles({ files, env: {}, concurrency: 1, limitMs: 100, say: (text) => said.push(text) });
  assert.deepEqual(counts, { passed: 0, failed: 3, skipped: 0 });
  assert.equal(said.join('').match(/✖ .*[abc]\.test\.mjs {2}did not end within 100 ms, and was ended/g)?.length, 3);
});

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // There is no such process.
  }
};

test('a file that has not ended in time is ended with everything it started, and one beside it is not', async (t) => {
  const { folder, files, said } = given(t, {
    'a.test.mjs': `import { spawn } from 'node:child_process';
      import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => {});
      const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      writeFileSync(new URL('pids', import.meta.url), process.pid + ' ' + child.pid);
      test('waits for ever', () => new Promise(() => { setInterval(() => {}, 1000); }));`,
    'b.test.mjs': well,
  });
  const counts = await runTestFiles({ files, env: {}, concurrency: 2, limitMs: 4_000, say: (text) => said.push(text) });
  assert.deepEqual(counts, { passed: 2, failed: 1, skipped: 0 });
  const pids = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
  // The system takes a moment to bury what was killed.
  for (let look = 0; look < 100 && pids.some(lives); look += 1) await pause(20);
  assert.deepEqual(pids.filter(lives), []);
});
