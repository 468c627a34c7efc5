import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.config/run.mjs', import.meta.url));

/** What a command says that does not exist, under a Node that gives itself out as this version. */
const under = (version: string) => {
  const disguise = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', disguise, script, 'juggle'], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('a Node older than 20 is refused in one sentence', () => {
  for (const version of ['16.20.2', '18.20.4', '19.9.0']) {
    assert.deepEqual(under(version), { status: 1, stdout: '', stderr: `gmail-connect-kit needs Node 20 or newer to start; this is Node ${version}.\n` });
  }
});

test('Node 20 and every later one goes on to the command', () => {
  for (const version of ['20.0.0', '26.10.0', '100.0.0']) {
    const { status, stderr } = under(version);
    assert.equal(status, 1);
    assert.match(stderr, /^\nThere is no command “juggle” in this project/);
  }
});
