import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEventReader, type StreamEvent } from '../../../src/client/live/event-lines.ts';

const stream = 'retry: 2000\n\nid: 7\ndata: {"a":1}\n\n:\n\ndata: {"b":"é\\n"}\n\nevent: other\nid: 9\ndata: {"c":3}\n\n';
const events: readonly StreamEvent[] = [
  { id: '7', data: '{"a":1}' },
  { id: undefined, data: '{"b":"é\\n"}' },
  { id: '9', data: '{"c":3}' },
];

test('events are the same wherever the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
      const read = createEventReader();
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
      const found = places.slice(1).flatMap((end, index) => read(stream.slice(places[index], end)) ?? []);
      assert.deepEqual(found, events);
    }),
  );
});

test('an event that has not ended is no event yet', () => {
  const read = createEventReader();
  assert.deepEqual(read('data: {"half":'), []);
  assert.deepEqual(read('true}\n'), []);
  assert.deepEqual(read('\n'), [{ id: undefined, data: '{"half":true}' }]);
});

test('a proxy’s line ends make no difference', () => {
  assert.deepEqual(createEventReader()('id: 1\r\ndata: x\r\n\r\n'), [{ id: '1', data: 'x' }]);
});

test('an event without an end is given up before it fills the memory', () => {
  const read = createEventReader();
  const piece = 'x'.repeat(64_000);
  let pieces = 0;
  while (read(piece) !== undefined) assert.ok((pieces += 1) < 20);
  assert.ok(pieces >= 10);
});
