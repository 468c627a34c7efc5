import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import * as z from 'zod/mini';

const preload = new URL('../../demo/service-preload.ts', import.meta.url).href;
/** Kept alive by something else than the preload's channel, which keeps nobody alive, and asked only once it listens. */
const tellsTheTime = `
  setInterval(() => undefined, 60_000);
  process.on('message', () => process.send([Date.now(), new Date().getTime(), Number(new Date(5)), new Date() instanceof Date]));
  process.send('listening');
`;

test('time that passes in the demo passes for every way in which its service reads the clock', async (context) => {
  const child = spawn(process.execPath, ['--import', preload, '--eval', tellsTheTime], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  context.after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  const anHour = 3_600_000;
  for (const passed of [anHour, 2 * anHour]) {
    const before = Date.now();
    child.send({ passMilliseconds: anHour });
    const told: unknown[] = await once(child, 'message');
    const [asNumber, asDate, given, isDate] = z.parse(z.tuple([z.number(), z.number(), z.number(), z.boolean()]), told[0]);
    for (const time of [asNumber, asDate]) assert.ok(time >= before + passed && time <= Date.now() + passed);
    assert.deepEqual([given, isDate], [5, true]);
  }
});
