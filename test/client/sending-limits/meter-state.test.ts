import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../../src/contract/index.ts';
import { lookedAt, meterTransition, type MeterInput, type MeterState } from '../../../src/client/sending-limits/meter-state.ts';
import { givenConnections } from './given-connections.ts';
import { givenLimits, givenNow, hour } from './given-limits.ts';

const other = { id: 'connection-000002', email: 'team@northpeak.example' };
const down = { code: 'network-failed' } as const;
const limits = givenLimits();
const loading: MeterState = { kind: 'loading' };

const after = (...inputs: readonly MeterInput[]): MeterState => inputs.reduce(meterTransition, loading);
const chosen = (state: MeterState) => (state.kind === 'shown' ? state.chosen.connectionId : state.kind);
const known = (state: MeterState) => (state.kind === 'shown' ? state.known.get(state.chosen.connectionId) : undefined);

const mailboxes = (...changes: readonly Partial<Connection>[]): MeterInput => ({ heard: 'mailboxes', view: givenConnections(changes) });
const read: MeterInput = { heard: 'limits', limits, at: givenNow };
const saved = (ago: number, view = givenConnections()): MeterInput => ({ heard: 'saved', saved: { view, readings: [{ limits, heardAt: givenNow - ago }] }, only: undefined, at: givenNow });

test('the first mailbox that may send is looked at, and what is not permitted only where nothing else is', () => {
  assert.equal(chosen(after(mailboxes({ granted: ['read'] }, other))), 'connection-000002');
  assert.equal(chosen(after(mailboxes({ granted: ['read'] }))), 'connection-000001');
  assert.equal(chosen(after(mailboxes())), 'none');
});

test('who chose a mailbox keeps it when mailboxes are read again, until it is gone', () => {
  const state = after(mailboxes({}, other), { do: 'choose', connectionId: other.id });
  assert.equal(chosen(state), other.id);
  assert.equal(chosen(meterTransition(state, mailboxes({}, other))), other.id);
  assert.equal(chosen(meterTransition(state, mailboxes({}))), 'connection-000001');
  assert.equal(meterTransition(state, { do: 'choose', connectionId: 'connection-unknown' }), state);
});

test('what this device saved is painted with its age, and not a day later', () => {
  assert.deepEqual(known(after(saved(5 * hour))), { kind: 'known', limits, heardAt: givenNow - 5 * hour, freshness: { kind: 'saved' } });
  assert.equal(after(saved(24 * hour)).kind, 'loading');
  assert.equal(after(saved(hour, givenConnections([]))).kind, 'loading');
});

test('a mailbox that the host names needs no list of mailboxes', () => {
  assert.equal(chosen(after({ heard: 'only', connectionId: other.id })), other.id);
  const named = after({ heard: 'saved', saved: { view: undefined, readings: [{ limits, heardAt: givenNow }] }, only: 'connection-000001', at: givenNow });
  assert.equal(known(named)?.kind, 'known');
});

test('numbers stand while the service cannot be asked, for a day', () => {
  const failed = (ms: number): MeterInput => ({ heard: 'limits-failed', connectionId: 'connection-000001', failure: down, at: givenNow + ms });
  assert.deepEqual(known(after(mailboxes({}), read, failed(hour))), { kind: 'known', limits, heardAt: givenNow, freshness: { kind: 'stale', failure: down } });
  assert.deepEqual(known(after(mailboxes({}), read, failed(24 * hour))), { kind: 'refused', failure: down });
  assert.deepEqual(known(after(mailboxes({}), read, failed(hour), { ...read, at: givenNow + 2 * hour })), { kind: 'known', limits, heardAt: givenNow + 2 * hour, freshness: { kind: 'fresh' } });
});

test('what is refused for good leaves no numbers behind', () => {
  const failure = { code: 'sending-not-permitted' } as const;
  assert.deepEqual(known(after(mailboxes({}), read, { heard: 'limits-failed', connectionId: 'connection-000001', failure, at: givenNow })), { kind: 'refused', failure });
});

test('an older answer does not replace a newer one, whichever tab tells it', () => {
  const state = after(mailboxes({}), read);
  assert.equal(meterTransition(state, { heard: 'limits', limits: givenLimits({}, givenNow - 60_000), at: givenNow }), state);
});

test('without mailboxes a failure is all there is to say, and trying again begins anew', () => {
  const state = after({ heard: 'failed', failure: down });
  assert.deepEqual(state, { kind: 'failed', failure: down });
  assert.deepEqual(meterTransition(state, { do: 'try-again' }), loading);
  assert.deepEqual(known(meterTransition(after(mailboxes({}), read), { heard: 'failed', failure: down })), { kind: 'known', limits, heardAt: givenNow, freshness: { kind: 'stale', failure: down } });
});

test('somebody else finds nothing of what was there', () => {
  assert.deepEqual(meterTransition(after(mailboxes({}), read), { heard: 'other-person' }), loading);
});

test('an input without meaning gives back the very same state', () => {
  const shown = after(mailboxes({}), read);
  for (const [state, input] of [
    [loading, { heard: 'other-person' }],
    [loading, { do: 'try-again' }],
    [loading, { do: 'choose', connectionId: 'connection-000001' }],
    [loading, read],
    [shown, saved(0)],
    [shown, { do: 'try-again' }],
    [after(mailboxes()), { heard: 'failed', failure: down }],
  ] satisfies readonly (readonly [MeterState, MeterInput])[]) assert.equal(meterTransition(state, input), state);
});

test('a meter tells how old its numbers are by the service’s clock', () => {
  assert.equal(lookedAt(after(mailboxes({}), read), givenNow + hour)?.at, givenNow + hour);
  assert.equal(lookedAt(loading, givenNow), undefined);
});
