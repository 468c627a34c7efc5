import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Reply } from '../../../src/contract/index.ts';
import { ReplyRows, type Narrowing } from '../../../src/client/replies/reply-rows.ts';
import { givenReply } from './given-reply.ts';

const everything: Narrowing = { kind: 'all', unread: false, search: '' };

const rowsOf = (...replies: readonly Reply[]): ReplyRows => {
  const rows = new ReplyRows();
  rows.put(replies);
  return rows;
};

const subjects = (rows: ReplyRows, change: Partial<Narrowing> = {}): readonly string[] =>
  rows.threads({ ...everything, ...change }).map(({ latest }) => latest.subject);

test('a conversation stands where its latest mail stands, with what came before below it', () => {
  const rows = rowsOf(
    givenReply({ threadId: 'a', subject: 'a1', receivedAt: '2026-03-01T09:00:00.000Z' }),
    givenReply({ threadId: 'b', subject: 'b1', receivedAt: '2026-03-02T09:00:00.000Z' }),
    givenReply({ threadId: 'a', subject: 'a2', receivedAt: '2026-03-03T09:00:00.000Z' }),
  );
  assert.deepEqual(rows.threads(everything).map(({ latest, earlier }) => [latest.subject, earlier.map(({ subject }) => subject)]), [['a2', ['a1']], ['b1', []]]);
});

test('one thread id in two mailboxes is two conversations', () => {
  const rows = rowsOf(givenReply({ threadId: 'a', connectionId: 'connection-000001' }), givenReply({ threadId: 'a', connectionId: 'connection-000002' }));
  assert.equal(rows.threads(everything).length, 2);
});

test('one’s own mails show inside a conversation and never by themselves', () => {
  const rows = rowsOf(
    givenReply({ threadId: 'a', subject: 'theirs', receivedAt: '2026-03-01T09:00:00.000Z' }),
    givenReply({ threadId: 'a', subject: 'mine', verdict: 'own', receivedAt: '2026-02-01T09:00:00.000Z' }),
    givenReply({ threadId: 'b', subject: 'mine alone', verdict: 'own' }),
  );
  assert.deepEqual(rows.threads(everything).map(({ earlier }) => earlier.map(({ subject }) => subject)), [['mine']]);
  assert.deepEqual(rows.counts(), { all: 1, replies: 1, possible: 0, automatic: 0, bounces: 0, unread: 1 });
});

test('a newer change of a row takes its place, an older one is passed over', () => {
  const reply = givenReply({ change: 5 });
  const rows = rowsOf(reply);
  assert.deepEqual(rows.put([{ ...reply, change: 4, handled: true }]), []);
  assert.equal(rows.get(reply.id)?.handled, false);
  const { version } = rows;
  assert.deepEqual(rows.put([{ ...reply, change: 6, handled: true }]), []);
  assert.equal(rows.get(reply.id)?.handled, true);
  assert.ok(rows.version > version);
  assert.equal(rows.size, 1);
});

test('what was not here before is given back', () => {
  const [old, fresh] = [givenReply(), givenReply()];
  const rows = rowsOf(old);
  assert.deepEqual(rows.put([{ ...old, change: 999 }, fresh]), [fresh]);
});

const kinds: readonly (readonly [Reply['verdict'], Narrowing['kind'] | 'none'])[] = [
  ['reply', 'replies'],
  ['possible-reply', 'possible'],
  ['bounce', 'bounces'],
  ['delay-notice', 'bounces'],
  ['auto-reply', 'automatic'],
  ['calendar-answer', 'automatic'],
  ['read-receipt', 'automatic'],
  ['list', 'automatic'],
  ['forward', 'automatic'],
  ['other', 'none'],
];
for (const [verdict, kind] of kinds) {
  test(`the tab of ${verdict} is ${kind}`, () => {
    const rows = rowsOf(givenReply({ verdict }));
    const found = (['replies', 'possible', 'automatic', 'bounces'] as const).filter((each) => rows.threads({ ...everything, kind: each }).length > 0);
    assert.deepEqual(found, kind === 'none' ? [] : [kind]);
    assert.equal(rows.counts().all, 1);
  });
}

test('a search finds every word in name, address or subject, whatever its accents and capitals', () => {
  const rows = rowsOf(
    givenReply({ subject: 'Réunion à Valparaíso', from: { name: 'Zoë Müller', address: 'zoe@globex.example' } }),
    givenReply({ subject: 'Renewal', from: { name: 'Anna', address: 'anna@oldcorp.example' } }),
  );
  for (const [search, found] of [['valparaiso', 1], ['MULLER reunion', 1], ['globex', 1], ['anna renewal', 1], ['anna reunion', 0], ['  ', 2], ['oldcorp.example', 1]] as const) {
    assert.equal(subjects(rows, { search }).length, found, search);
  }
});

test('unread narrows to what was not seen', () => {
  const rows = rowsOf(givenReply({ subject: 'seen', unread: false }), givenReply({ subject: 'new' }));
  assert.deepEqual(subjects(rows, { unread: true }), ['new']);
});

test('rows taken in one by one, in any order, stand as if they had come all at once', () => {
  const some = fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }), minute: fc.integer({ min: 0, max: 20 }), change: fc.integer({ min: 1, max: 50 }), thread: fc.integer({ min: 0, max: 8 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(some, (given) => {
      const replies = given.map(({ id, minute, change, thread }) =>
        givenReply({ id: `reply-${String(id).padStart(12, '0')}`, threadId: `t${thread}`, receivedAt: `2026-03-03T12:${String(minute).padStart(2, '0')}:00.000Z`, change }),
      );
      const oneByOne = new ReplyRows();
      for (const reply of replies) oneByOne.put([reply]);
      const latest = new Map<string, Reply>();
      for (const reply of replies) if ((latest.get(reply.id)?.change ?? 0) < reply.change) latest.set(reply.id, reply);
      const expected = [...latest.values()].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt) || (a.id < b.id ? 1 : -1));
      assert.deepEqual(oneByOne.newest(1_000), expected);
    }),
  );
});

test('a hundred thousand rows are taken in, and one more finds its place, within a moment', (t) => {
  const many = Array.from({ length: 100_000 }, (_, index) =>
    givenReply({ threadId: `t${index}`, receivedAt: new Date(Date.UTC(2026, 0, 1) + ((index * 7_919) % 100_000) * 60_000).toISOString() }),
  );
  const rows = new ReplyRows();
  rows.put(many);
  assert.equal(rows.threads(everything).length, 100_000);
  const before = performance.now();
  rows.put([givenReply({ threadId: 'one more' })]);
  const placing = performance.now() - before;
  t.diagnostic(`one more row: ${placing.toFixed(2)} ms`);
  assert.equal(rows.size, 100_001);
});
