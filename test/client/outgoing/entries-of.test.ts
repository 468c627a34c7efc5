import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesOf, keyOf } from '../../../src/client/outgoing/entries-of.ts';
import type { OutgoingMail, OutgoingState } from '../../../src/contract/index.ts';
import { givenOutgoing } from './given-outgoing.ts';

const at = '2026-03-03T12:00:00.000Z';
const waiting = (leavesAt?: string): OutgoingState => ({ kind: 'waiting', because: 'turn', ...(leavesAt !== undefined && { leavesAt }) });
const sent: OutgoingState = { kind: 'sent', at };
const held: OutgoingState = { kind: 'held', since: at, reason: { code: 'came-due-while-down', dueAt: at, backAt: at } };
const batch = (...states: readonly OutgoingState[]): OutgoingMail[] => states.map((state) => givenOutgoing({ batchId: 'batch-00000000001', state }));

test('a batch is one line in the place of the first of its mails, and its sum adds up', () => {
  const [before, after] = [givenOutgoing(), givenOutgoing()];
  const mails = batch(
    waiting('2026-03-03T12:10:00.000Z'),
    waiting('2026-03-03T15:20:00.000Z'),
    { kind: 'sending', since: at },
    { kind: 'checking', since: at },
    sent,
    { kind: 'failed', at, reason: { code: 'refused-by-gmail' } },
    { kind: 'blocked', at, reason: { code: 'bounced', addresses: [] } },
    { kind: 'cancelled', at, reason: { code: 'by-person' } },
  );
  const [first = before] = mails;
  const all = [before, ...mails, after];
  const entries = entriesOf(all, all, []);
  assert.deepEqual(entries, [
    { kind: 'mail', mail: before, inside: false },
    { kind: 'batch', isOpen: false, batch: { id: 'batch-00000000001', total: 8, sent: 1, waiting: 4, stopped: 2, failed: 1, lastLeavesAt: '2026-03-03T15:20:00.000Z', hasSubjects: false, first } },
    { kind: 'mail', mail: after, inside: false },
  ]);
  assert.equal(new Set(entries.map(keyOf)).size, 3);
});

test('the mails of a batch follow it where somebody opened it', () => {
  const mails = batch(sent, sent, sent, sent);
  const entries = entriesOf(mails, mails, ['batch-00000000001']);
  assert.deepEqual(entries.map((entry) => (entry.kind === 'mail' ? entry.mail.id : [entry.kind, entry.isOpen])), [['batch', true], ...mails.map(({ id }) => id)]);
  assert.ok(entries.every((entry) => entry.kind === 'batch' || entry.inside));
});

test('a batch of a few is its mails', () => {
  const mails = batch(sent, sent, sent);
  assert.deepEqual(entriesOf(mails, mails, []).map(({ kind }) => kind), ['mail', 'mail', 'mail']);
});

test('what asks for a decision stands by itself, and counts as waiting all the same', () => {
  const mails = batch(held, sent, sent, waiting());
  const entries = entriesOf(mails, mails, []);
  assert.deepEqual(entries.map(({ kind }) => kind), ['mail', 'batch']);
  const [, line] = entries;
  assert.ok(line?.kind === 'batch');
  assert.deepEqual([line.batch.waiting, line.batch.lastLeavesAt], [2, undefined], 'nobody knows when the last leaves');
});

test('a list that is narrowed shows the mails of its kind, and the whole of the batch', () => {
  const mails = batch(waiting(at), sent, sent, sent);
  const entries = entriesOf(mails.slice(0, 1), mails, ['batch-00000000001']);
  assert.deepEqual(entries.map((entry) => (entry.kind === 'batch' ? entry.batch.sent : entry.mail.id)), [3, mails[0]?.id]);
});
