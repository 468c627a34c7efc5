import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureFirstPaint, measureScrolling } from '../../.config/bench/list-speed.ts';
import { openChromium } from './open-chromium.ts';

/** What the bench measures with many rows, here with few: times are told and never judged. */
const browser = await openChromium();

test('rows that are saved on this device are on the screen before the service has answered anything', async (t) => {
  const { asked, answered, newestMs, allMs } = await measureFirstPaint(browser, 1_200);
  t.diagnostic(`the newest after ${newestMs.toFixed(0)} ms, all of them after ${allMs.toFixed(0)} ms`);
  assert.equal(answered, 0);
  assert.ok(asked > 0);
});

test('a long list scrolls by wheel and by scrollbar while mails come back', async (t) => {
  const { longestFrameMs, busiestMs, frames } = await measureScrolling(browser, 1_200, 0.3);
  t.diagnostic(`${frames} frames, the longest ${longestFrameMs.toFixed(0)} ms, of processor time at most ${busiestMs.toFixed(0)} ms`);
  assert.ok(frames > 0);
});
