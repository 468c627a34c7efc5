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

/** What the list is by its definition, slowly: the newest fitting mail of each conversation, and whatever is older in it. */
const slowly = (known: ReadonlyMap<string, Reply>, { kind, unread }: Narrowing, only: string | undefined): readonly (readonly [string, readonly string[]])[] => {
  const sorted = [...known.values()].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt) || (a.id < b.id ? 1 : -1));
  const kinds: Readonly<Partial<Record<Reply['verdict'], Narrowing['kind']>>> = { reply: 'replies', bounce: 'bounces' };
  const fits = (row: Reply): boolean =>
    row.verdict !== 'own' && (only === undefined || row.connectionId === only) && (!unread || row.unread) && (kind === 'all' || kinds[row.verdict] === kind);
  const isTogether = (one: Reply, other: Reply): boolean => one.threadId === other.threadId && one.connectionId === other.connectionId;
  return sorted.flatMap((row, index) => {
    const first = sorted.find((each) => isTogether(each, row) && fits(each));
    return first === row ? [[row.id, sorted.slice(index + 1).flatMap((each) => (isTogether(each, row) ? [each.id] : []))] as const] : [];
  });
};

const someRows = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 25 }),
    minute: fc.integer({ min: 0, max: 12 }),
    change: fc.integer({ min: 1, max: 60 }),
    thread: fc.integer({ min: 0, max: 6 }),
    mailbox: fc.integer({ min: 1, max: 2 }),
    verdict: fc.constantFrom('reply', 'bounce', 'own', 'other'),
    unread: fc.boolean(),
  }),
  { maxLength: 12 },
);
const step = fc.oneof(
  fc.record({ do: fc.constant('put'), rows: someRows, many: fc.boolean() }),
  fc.record({ do: fc.constant('see'), ids: fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 6 }) }),
  fc.record({ do: fc.constant('narrow'), kind: fc.constantFrom('all', 'replies', 'bounces'), unread: fc.boolean() }),
  fc.record({ do: fc.constant('only'), mailbox: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }) }),
);
const idOf = (number: number): string => `reply-${String(number).padStart(12, '0')}`;
const mailboxOf = (number: number): string => `connection-00000${number}`;
/** Enough for rows to be taken in all at once; none of the conversations is one of the others. */
const crowd = Array.from({ length: 501 }, (_, index) => givenReply({ id: `crowd-${index}`, connectionId: mailboxOf(3), receivedAt: '2026-01-01T00:00:00.000Z' }));

test('whatever happens to the rows, the list is what it would be if it were worked out anew', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const rows = new ReplyRows();
      const known = new Map<string, Reply>();
      let narrowing = everything;
      let only: string | undefined;
      for (const each of steps) {
        if (each.do === 'put') {
          const replies = each.rows.map(({ id, minute, change, thread, mailbox, verdict, unread }) =>
            givenReply({ id: idOf(id), threadId: `t${thread}`, connectionId: mailboxOf(mailbox), receivedAt: `2026-03-03T12:${String(minute).padStart(2, '0')}:00.000Z`, change, verdict, unread }),
          );
          const all = each.many ? [...crowd.map((row) => ({ ...row, change: (known.get(row.id)?.change ?? 0) + 1 })), ...replies] : replies;
          for (const row of all) if ((known.get(row.id)?.change ?? 0) < row.change) known.set(row.id, row);
          rows.put(all);
        }
        if (each.do === 'see') {
          for (const row of each.ids.map((id) => known.get(idOf(id)))) if (row !== undefined) known.set(row.id, { ...row, unread: false });
          rows.see(each.ids.map(idOf));
        }
        if (each.do === 'narrow') narrowing = { ...everything, kind: each.kind, unread: each.unread };
        if (each.do === 'only') rows.only((only = each.mailbox === undefined ? undefined : mailboxOf(each.mailbox)));
        const shown = rows.threads(narrowing).map(({ latest, earlier }) => [latest.id, earlier.map(({ id }) => id)] as const);
        assert.deepEqual(shown.filter(([id]) => !id.startsWith('crowd')), slowly(new Map([...known].filter(([id]) => !id.startsWith('crowd'))), narrowing, only));
        const meant = [...known.values()].filter(({ verdict, connectionId }) => verdict !== 'own' && (only === undefined || connectionId === only));
        const { all, unread, replies, bounces } = rows.counts();
        const expected = [meant.length, meant.filter((row) => row.unread).length, meant.filter(({ verdict }) => verdict === 'reply').length, meant.filter(({ verdict }) => verdict === 'bounce').length];
        assert.deepEqual([all, unread, replies, bounces], expected);
      }
    }),
    { numRuns: 200 },
  );
});

test('a list that was handed out stays as it was, and is the same until something changes', () => {
  const rows = rowsOf(givenReply(), givenReply());
  const before = rows.threads(everything);
  assert.equal(rows.threads({ ...everything }), before);
  rows.put([givenReply()]);
  assert.deepEqual([before.length, rows.threads(everything).length], [2, 3]);
});

/** Rows that nobody has seen, and how often that was asked of them. */
const countingLooks = (count: number): { readonly replies: readonly Reply[]; readonly looks: () => number } => {
  let looks = 0;
  const unread = (): boolean => {
    looks += 1;
    return true;
  };
  const replies = Array.from({ length: count }, (_, index) => {
    const receivedAt = new Date(Date.UTC(2026, 0, 1) + ((index * 7_919) % count) * 60_000).toISOString();
    return Object.defineProperty(givenReply({ threadId: `t${index}`, receivedAt }), 'unread', { get: unread });
  });
  return { replies, looks: () => looks };
};

test('one row more among a hundred thousand moves its own conversation, and no other is looked at', () => {
  const { replies, looks } = countingLooks(100_000);
  const rows = new ReplyRows();
  rows.put(replies);
  const narrowing: Narrowing = { ...everything, unread: true };
  assert.equal(rows.threads(narrowing).length, 100_000);
  const before = looks();
  const more = givenReply({ threadId: 't7', receivedAt: '2027-01-01T00:00:00.000Z' });
  rows.put([more]);
  assert.deepEqual(rows.threads(narrowing)[0]?.latest, more);
  assert.equal(rows.counts().unread, 100_001);
  assert.ok(looks() - before <= 4, `${looks() - before} looks`);
});
