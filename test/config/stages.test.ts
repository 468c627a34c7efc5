import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseStages, closingLine, sum } from '../../.config/stages/stage.ts';

test('a run without arguments has every stage', () => {
  assert.deepEqual(chooseStages([]), { stages: ['build', 'types', 'lint', 'house', 'node', 'browser', 'e2e'] });
});

test('a run of some stages builds when one of them reads what is built', () => {
  assert.deepEqual(chooseStages(['--only', 'types,lint']), { stages: ['types', 'lint'] });
  assert.deepEqual(chooseStages(['--only', 'e2e']), { stages: ['build', 'e2e'] });
});

test('a stage that does not exist is refused, so that no run passes for want of tests', () => {
  for (const parameters of [['--only'], ['--only', 'unit'], ['unit'], ['--only', 'node', 'more']]) {
    assert.ok('problem' in chooseStages(parameters), parameters.join(' '));
  }
});

test('the closing line adds up all runners and mentions skipped tests only when there are some', () => {
  const total = sum([
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  assert.equal(closingLine(total), '5 passed, 1 failed');
  assert.equal(closingLine({ passed: 5, failed: 0, skipped: 2 }), '5 passed, 0 failed, 2 skipped');
});
