import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import {
  changedReplySchema,
  errorBodySchema,
  decode,
  replyChangesSchema,
  replyEndpoints,
  replyPageSchema,
  seenRepliesSchema,
  type Correction,
  type ReplyChanges,
  type ReplyPage,
} from '../../../../src/contract/index.ts';
import { listDeliveries } from '../../../../src/server/store/deliveries.ts';
import { quickStore, type Person } from '../../connect/given-service.ts';
import { acme } from '../../given-ports.ts';
import { givenReplies, hugo, lea, valueOf } from './given-replies.ts';

const store = await quickStore();
after(() => store.close());
beforeEach(async () => {
  for (const table of ['replies', 'feeds', 'deliveries'] as const) await store.database.deleteFrom(table).execute();
});

const given = async (change: Parameters<typeof givenReplies>[1] = {}) => {
  const { service, came } = await givenReplies(store, change);
  const page = async (query = '', person: Person = lea): Promise<ReplyPage> =>
    valueOf(replyPageSchema, await service.call(person, 'GET', `${replyEndpoints.replies}${query}`));
  const changes = async (since: number, query = '', person: Person = lea): Promise<ReplyChanges> => {
    const { era } = await page('?limit=1', person);
    return valueOf(replyChangesSchema, await service.call(person, 'GET', `${replyEndpoints.replyChanges}?since=${since}&era=${era}${query}`));
  };
  const correct = (id: string, verdict: Correction | 'as-judged', person: Person = lea) =>
    service.call(person, 'POST', replyEndpoints.replyVerdict(id), { verdict });
  return { service, came, page, changes, correct };
};

const idsOf = ({ replies }: { readonly replies: readonly { readonly id: string }[] }): readonly string[] => replies.map(({ id }) => id);

test('the list is newest first, and its pages fit together whatever has the same time', async () => {
  const { came, page } = await given();
  const ids: string[] = [];
  for (const minutes of [0, 5, 5, 5, 3, 9]) ids.push(await came(minutes));
  const whole = await page();
  assert.deepEqual([idsOf(whole)[0], idsOf(whole).at(-1), whole.next], [ids[5], ids[0], undefined]);
  const paged: string[] = [];
  for (let query = '?limit=2'; query !== ''; ) {
    const { next, ...each } = await page(query);
    paged.push(...idsOf(each));
    query = next === undefined ? '' : `?limit=2&before=${next}`;
  }
  assert.deepEqual(paged, idsOf(whole));
});

test('the changes go on where the list was read, each row once at its latest place', async () => {
  const { came, page, changes, correct } = await given();
  const first = await came(0);
  const { change } = await page();
  const second = await came(1);
  await correct(first, 'auto-reply');
  const after = await changes(change);
  assert.deepEqual(idsOf(after), [second, first]);
  assert.equal(after.change, after.replies[1]?.change);
  assert.deepEqual(await changes(after.change), { replies: [], change: after.change, era: after.era, more: false });
});

test('changes come in portions that miss nothing', async () => {
  const { came, changes } = await given();
  for (let minutes = 0; minutes < 7; minutes += 1) await came(minutes);
  const found: string[] = [];
  let since = 0;
  for (let more = true; more; ) {
    const portion = await changes(since, '&limit=3');
    found.push(...idsOf(portion));
    ({ change: since, more } = portion);
  }
  assert.equal(new Set(found).size, 7);
});

test('of two changes in the same moment the feed has both, each under a number of its own', async () => {
  const { came, changes } = await given();
  const ids = await Promise.all([came(1), came(2), came(3)]);
  const { replies, change } = await changes(0);
  assert.deepEqual([idsOf({ replies }).toSorted(), replies.map((each) => each.change), change], [ids, [1, 2, 3], 3]);
});

test('nobody sees, corrects or counts what came to somebody else', async () => {
  const { service, came, page, changes, correct } = await given();
  const id = await came(0);
  assert.deepEqual(idsOf(await page('', hugo)), []);
  assert.deepEqual(idsOf(await changes(0, '', hugo)), []);
  assert.deepEqual(idsOf(await page('', { user: 'lea', org: 'org-2' })), []);
  for (const answer of [
    await correct(id, 'bounce', hugo),
    await service.call(hugo, 'POST', replyEndpoints.replyHandled(id), { handled: true }),
    await service.call(hugo, 'GET', replyEndpoints.replyText(id)),
  ]) {
    assert.equal(answer.status, 404);
    const body = decode(errorBodySchema, answer.body);
    assert.equal(body.ok && body.value.error.code, 'reply-unknown');
  }
  await service.call(hugo, 'POST', replyEndpoints.repliesSeen, { ids: [id] });
  assert.equal((await page()).replies[0]?.unread, true);
});

test('a correction holds, keeps what the rules said beside it, and can be taken back', async () => {
  const { came, page, correct } = await given();
  const id = await came(0);
  const corrected = valueOf(changedReplySchema, await correct(id, 'auto-reply')).reply;
  assert.deepEqual([corrected.verdict, corrected.corrected?.judged, corrected.confidence], ['auto-reply', 'reply', 0.98]);
  assert.deepEqual((await page()).replies[0], corrected);
  const back = valueOf(changedReplySchema, await correct(id, 'as-judged')).reply;
  assert.deepEqual([back.verdict, back.corrected], ['reply', undefined]);
});

test('the host is told of a correction once, and of nothing that changed nothing', async () => {
  const webhook = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: ['whsec_'], events: ['reply.found', 'reply.corrected'] as const };
  const { came, correct } = await given({ tenants: [{ ...acme, webhooks: [webhook] }] });
  const id = await came(0, { threadId: 'thread-of-anna' });
  await correct(id, 'reply');
  await correct(id, 'forward');
  await correct(id, 'forward');
  const told = await listDeliveries(store.database, 'acme', { before: undefined, limit: 9, state: undefined });
  assert.deepEqual(told.map(({ type }) => type), ['reply.corrected']);
  assert.match(told[0]?.payload ?? '', /"verdict":"forward"/);
});

test('handled and seen are kept, and are changes of their own', async () => {
  const { service, came, page, changes } = await given();
  const ids = [await came(0), await came(1), await came(2)];
  const { change } = await page();
  await service.call(lea, 'POST', replyEndpoints.replyHandled(ids[0] ?? ''), { handled: true });
  const seen = valueOf(seenRepliesSchema, await service.call(lea, 'POST', replyEndpoints.repliesSeen, { ids: ids.slice(1) }));
  const after = await changes(change);
  assert.equal(after.change, seen.change);
  assert.deepEqual(after.replies.map(({ unread, handled }) => [unread, handled]), [[true, true], [false, false], [false, false]]);
  assert.equal(new Set(after.replies.map((reply) => reply.change)).size, 3);
});

const malformed: readonly (readonly [method: string, path: string, body?: unknown])[] = [
  ['GET', `${replyEndpoints.replies}?before=yesterday`],
  ['GET', `${replyEndpoints.replies}?limit=-1`],
  ['GET', replyEndpoints.replyChanges],
  ['GET', `${replyEndpoints.replyChanges}?since=0.5&era=one`],
  ['POST', replyEndpoints.replyVerdict('reply-000000000001'), { verdict: 'own' }],
  ['POST', replyEndpoints.repliesSeen, { ids: [] }],
];
for (const [method, path, body] of malformed) {
  test(`${method} ${path} ${JSON.stringify(body) ?? ''} is refused`, async () => {
    const { service } = await given();
    assert.equal((await service.call(lea, method, path, body)).status, 400);
  });
}
