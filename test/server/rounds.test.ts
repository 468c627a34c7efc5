import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/server/ports.ts';
import { createRounds } from '../../src/server/rounds.ts';

/** A clock whose sleeps end only when they are aborted, or by `pass`. */
const givenClock = () => {
  let end: () => void = () => undefined;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => 0,
    sleep: (milliseconds, signal) => {
      slept.push(milliseconds);
      return new Promise((resolve) => {
        end = resolve;
        if (signal?.aborted) resolve();
        signal?.addEventListener('abort', () => resolve());
      });
    },
  };
  return { clock, slept, pass: () => end() };
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
};

test('rounds follow each other, with the rest that each of them asks for', async () => {
  const { clock, slept, pass } = givenClock();
  const rests = [0, 500, 700];
  let count = 0;
  const rounds = createRounds(clock, async () => rests[count++] ?? 900);
  await Promise.all([rounds.start(), rounds.start()]);
  await turns();
  assert.deepEqual(slept, [500]);
  pass();
  await turns();
  assert.deepEqual(slept, [500, 700]);
  await rounds.stop();
});

test('a rest ends when somebody wakes, and so does the next one when that happens during a round', async () => {
  const { clock } = givenClock();
  const begun: (() => void)[] = [];
  const rounds = createRounds(clock, () => new Promise((resolve) => begun.push(() => resolve(1_000))));
  await rounds.start();
  begun[0]?.();
  await turns();
  assert.equal(begun.length, 1);
  rounds.wake();
  await turns();
  assert.equal(begun.length, 2);
  rounds.wake();
  begun[1]?.();
  await turns();
  assert.equal(begun.length, 3);
  begun[2]?.();
  await rounds.stop();
});

test('stopping waits for the round under way, tells it, and lets none begin', async () => {
  const { clock } = givenClock();
  let told = false;
  let end: () => void = () => undefined;
  const rounds = createRounds(clock, (signal) => {
    signal.addEventListener('abort', () => (told = true));
    return new Promise((resolve) => (end = () => resolve(0)));
  });
  await rounds.start();
  let stopped = false;
  const stopping = rounds.stop().then(() => (stopped = true));
  await turns();
  assert.deepEqual({ told, stopped }, { told: true, stopped: false });
  end();
  await stopping;
  await rounds.start();
  await turns();
  assert.equal(stopped, true);
});
