import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgets, ceilings, measureSizes } from '../../.config/build/sizes.ts';

const sizes = measureSizes();

test('the first chunk of the wizard keeps to its budget', (t) => {
  t.diagnostic(`${sizes.firstChunk} of ${budgets.firstChunk} bytes`);
  assert.ok(sizes.firstChunk <= budgets.firstChunk, `${sizes.firstChunk} bytes gzip of ${budgets.firstChunk}`);
});

test('the whole wizard in English stays under the ceiling that was reached on the way to its budget', (t) => {
  t.diagnostic(`${sizes.wholeWizard} of ${budgets.wholeWizard} bytes, French ${sizes.french} more`);
  assert.ok(sizes.wholeWizard <= ceilings.wholeWizard, `${sizes.wholeWizard} bytes gzip of ${ceilings.wholeWizard}`);
});

test('what the list of replies loads besides stays under the ceiling that was reached', (t) => {
  t.diagnostic(`${sizes.list} bytes`);
  assert.ok(sizes.list <= ceilings.list, `${sizes.list} bytes gzip of ${ceilings.list}`);
});

test('what a test of tracking and the check-up load besides stays under the ceiling that was reached', (t) => {
  t.diagnostic(`${sizes.tracking} bytes`);
  assert.ok(sizes.tracking <= ceilings.tracking, `${sizes.tracking} bytes gzip of ${ceilings.tracking}`);
});

test('what the meter of limits loads besides stays under the ceiling that was reached', (t) => {
  t.diagnostic(`${sizes.meter} bytes`);
  assert.ok(sizes.meter <= ceilings.meter, `${sizes.meter} bytes gzip of ${ceilings.meter}`);
});

test('what the scheduler loads besides stays under the ceiling that was reached', (t) => {
  t.diagnostic(`${sizes.scheduler} bytes`);
  assert.ok(sizes.scheduler <= ceilings.scheduler, `${sizes.scheduler} bytes gzip of ${ceilings.scheduler}`);
});

test('the return page keeps to its budget, however long the origin of the service', (t) => {
  t.diagnostic(`${sizes.returnPage} of ${budgets.returnPage} bytes`);
  assert.ok(sizes.returnPage <= budgets.returnPage, `${sizes.returnPage} bytes gzip of ${budgets.returnPage}`);
});
