import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseNode, isNewEnough } from '../../.config/launch/choose-node.mjs';

const pinnedVersion = '26.10.0';

test('the pinned Node runs the commands wherever it runs at all', () => {
  assert.deepEqual(chooseNode({ pinnedRuns: true, pinnedVersion, systemVersion: '20.20.2' }), { use: 'pinned' });
});

test('without the pinned Node a new enough one of the machine is used, and the person is told', () => {
  assert.deepEqual(chooseNode({ pinnedRuns: false, pinnedVersion, systemVersion: '24.21.0' }), {
    use: 'system',
    note: "Node 26.10.0, which this project brings along, is not installed (was npm run with --ignore-scripts?); this machine's Node 24.21.0 is used instead.",
  });
});

test('without the pinned Node an old one is refused with the command that helps', () => {
  const choice = chooseNode({ pinnedRuns: false, pinnedVersion, systemVersion: '20.20.2' });
  assert.equal(choice.use, 'none');
  assert.match(choice.use === 'none' ? choice.problem : '', /older than 22\.18: run `npm rebuild node --ignore-scripts=false`/);
});

test('TypeScript runs directly from 22.18, 23.6 and every later line on', () => {
  const expected = { '18.20.8': false, '20.20.2': false, '22.17.1': false, '22.18.0': true, '22.23.2': true, '23.5.0': false, '23.6.0': true, '24.0.0': true, '26.10.0': true };
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((version) => [version, isNewEnough(version)])), expected);
});
