import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowSlots } from '../../../src/components/reply-tracker-list/row-slots.ts';

const slotsOf = (slots: RowSlots, keys: string, focused?: string): string => [...slots.take([...keys], focused).values()].join(' ');

test('a row that stays in the page keeps its place, and those that come take the places of those that left', () => {
  const slots = new RowSlots();
  assert.equal(slotsOf(slots, 'abcdef'), '0 1 2 3 4 5');
  assert.equal(slotsOf(slots, 'cdefgh'), '2 3 4 5 1 0');
  assert.equal(slotsOf(slots, 'bcdef'), '0 2 3 4 5');
});

test('after a leap every place is used again where it stands', () => {
  const slots = new RowSlots();
  slotsOf(slots, 'abcdef');
  assert.equal(slotsOf(slots, 'uvwxyz'), '0 1 2 3 4 5');
});

test('the place of the row that has the focus goes with it', () => {
  const slots = new RowSlots();
  slotsOf(slots, 'abcdef');
  assert.equal(slotsOf(slots, 'uvwxyz', 'c'), '0 1 3 4 5 6');
});

test('more rows than before get places of their own', () => {
  const slots = new RowSlots();
  slotsOf(slots, 'ab');
  assert.equal(slotsOf(slots, 'abcd'), '0 1 2 3');
});
