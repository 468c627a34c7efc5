import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { isOfFeed, nextChange, readFeed, type Feed } from '../../../src/server/store/feeds.ts';
import { memoryStore, quickStore } from '../connect/given-service.ts';

const store = await quickStore();
after(() => store.close());
beforeEach(async () => void (await store.database.deleteFrom('feeds').execute()));

const lea = { tenant: 'acme', org: 'org-1', user: 'lea' };

const change = (count = 1, on = store): Promise<number> => on.database.transaction().execute((transaction) => nextChange(transaction, lea, count));

/** Puts back what was there at some time, as tools do that restore a table from a copy. */
const restore = async (rows: readonly { readonly last_change: number; readonly eras: unknown }[]): Promise<void> => {
  await sql`truncate feeds`.execute(store.database);
  for (const { last_change, eras } of rows) {
    await store.database.insertInto('feeds').values({ tenant: lea.tenant, org: lea.org, crm_user: lea.user, last_change, eras: JSON.stringify(eras) }).execute();
  }
};

const copy = () => store.database.selectFrom('feeds').select(['last_change', 'eras']).execute();

test('what was read in one era stays true in it, change by change', async () => {
  const before = await readFeed(store.database, lea);
  assert.deepEqual([before.change, before.eras], [0, []]);
  await change();
  const first = await readFeed(store.database, lea);
  await change(5);
  const later = await readFeed(store.database, lea);
  assert.deepEqual([first.era, later.era, later.eras], [before.era, before.era, [{ era: before.era, after: 0 }]]);
  for (const each of [before, first, later]) assert.equal(isOfFeed(each, later), true);
  assert.equal(isOfFeed({ change: 7, era: later.era }, later), false);
});

test('a restored feed that has passed the place of a reader knows that the reader saw another', async () => {
  await change(5);
  const backup = await copy();
  const inCopy = await readFeed(store.database, lea);
  await change(895);
  const lost = await readFeed(store.database, lea);
  await restore(backup);
  assert.equal(isOfFeed(lost, await readFeed(store.database, lea)), false);
  assert.equal(await change(1_000), 1_005);
  const now = await readFeed(store.database, lea);
  assert.deepEqual(now.eras.map(({ after: number }) => number), [0, 5]);
  assert.notEqual(now.era, lost.era);
  assert.deepEqual([isOfFeed(lost, now), isOfFeed(inCopy, now), isOfFeed(now, now)], [false, true, true]);
});

test('a feed that the copy did not have yet is another feed', async () => {
  await change(3);
  const lost = await readFeed(store.database, lea);
  await restore([]);
  assert.equal(isOfFeed(lost, await readFeed(store.database, lea)), false);
  await change(10);
  assert.equal(isOfFeed(lost, await readFeed(store.database, lea)), false);
});

test('a feed from before eras were kept goes on, and so does one that has seen many', async () => {
  await restore([{ last_change: 4, eras: [] }]);
  assert.equal(await change(), 5);
  assert.deepEqual((await readFeed(store.database, lea)).eras.map(({ after: number }) => number), [4]);
  for (let count = 0; count < 40; count += 1) {
    await restore(await copy());
    await change();
  }
  const { eras } = await readFeed(store.database, lea);
  assert.deepEqual([eras.length, eras.at(0)?.after, eras.at(-1)?.after], [30, 15, 44]);
});

test('the embedded database has eras, too', async () => {
  const embedded = await memoryStore();
  assert.equal(await change(2, embedded), 2);
  const feed = await readFeed(embedded.database, lea);
  assert.match(feed.era, /^[0-9a-f]{32}$/);
  assert.deepEqual(feed.eras, [{ era: feed.era, after: 0 }]);
  await embedded.close();
});

const feed: Feed = { change: 950, era: 'c', eras: [{ era: 'a', after: 0 }, { era: 'b', after: 5 }, { era: 'c', after: 90 }] };
const places: readonly (readonly [place: { change: number; era: string }, of: boolean, why: string])[] = [
  [{ change: 0, era: 'of another world' }, true, 'nothing was read'],
  [{ change: 5, era: 'a' }, true, 'the last number of an earlier era'],
  [{ change: 6, era: 'a' }, false, 'a number of the lost time'],
  [{ change: 91, era: 'b' }, false, 'a number behind the beginning of the next era'],
  [{ change: 950, era: 'c' }, true, 'the latest number'],
  [{ change: 951, era: 'c' }, false, 'a number of the future'],
  [{ change: 1, era: 'of another world' }, false, 'an era that nobody knows'],
];
for (const [place, expected, why] of places) {
  test(`${why}: a reader there has ${expected ? 'read this feed' : 'read another'}`, () => {
    assert.equal(isOfFeed(place, feed), expected);
  });
}
