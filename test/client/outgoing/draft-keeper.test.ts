import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createDraftKeeper, type DraftKeeper } from '../../../src/client/outgoing/draft-keeper.ts';
import { givenClock, settle, type GivenClock } from '../given-clock.ts';
import { givenPage, type GivenPage } from '../given-page.ts';
import { draftSaying, givenDrafts, type GivenDrafts } from './given-drafts.ts';

const id = 'draft-of-anna-0001';
let clock: GivenClock;
let page: GivenPage;
let drafts: GivenDrafts;
let keeper: DraftKeeper;

beforeEach(() => {
  clock = givenClock();
  page = givenPage();
  drafts = givenDrafts(() => clock.now());
  keeper = createDraftKeeper(() => 'lea', { id, version: 0 }, undefined, { drafts: drafts.client, clock, page, newKey: () => 'draft-apart-000001' });
});

const type = (text: string): void => keeper.keep(draftSaying(text));
const stored = (): string | undefined => drafts.stored.get(id)?.draft.mail.text;

test('nothing is saved while the person types, and the words once they pause', async () => {
  type('De');
  await clock.advance(1_000);
  type('Dear');
  await clock.advance(1_000);
  assert.deepEqual([drafts.asked, keeper.stand], [[], { kind: 'typing' }]);
  await clock.advance(500);
  assert.deepEqual(drafts.asked, [[0, 'Dear']]);
  assert.deepEqual(keeper.stand, { kind: 'saved', at: clock.now() });
  assert.deepEqual(keeper.place, { id, version: 1 });
  assert.equal(clock.sleepers(), 0);
});

test('a field that is left saves at once, and what is saved already is not saved again', async () => {
  type('Dear Anna');
  await keeper.saveNow();
  await keeper.saveNow();
  type('Dear Anna');
  await clock.advance(5_000);
  assert.deepEqual(drafts.asked, [[0, 'Dear Anna']]);
});

test('one save is under way at a time, and the newest words win', async () => {
  const letGo = drafts.hold();
  type('one');
  void keeper.saveNow();
  await settle();
  type('two');
  void keeper.saveNow();
  type('three');
  void keeper.saveNow();
  await settle();
  assert.deepEqual(drafts.asked, [[0, 'one']]);
  letGo();
  await settle();
  assert.deepEqual(drafts.asked, [[0, 'one'], [1, 'three']]);
  assert.equal(stored(), 'three');
});

test('words that were typed while a save was under way are saved after their own pause', async () => {
  const letGo = drafts.hold();
  type('one');
  void keeper.saveNow();
  await settle();
  type('two');
  letGo();
  await settle();
  assert.deepEqual(keeper.stand, { kind: 'typing' });
  await clock.advance(1_500);
  assert.equal(stored(), 'two');
});

test('what is typed and taken away again is not saved', async () => {
  type('D');
  keeper.keep(undefined);
  await clock.advance(5_000);
  assert.deepEqual([drafts.asked, keeper.stand], [[], { kind: 'blank' }]);
});

test('without an answer it is tried again by itself, later each time, and at once when the person comes back', async () => {
  drafts.failsWith = { code: 'network-failed' };
  type('Dear Anna');
  await clock.advance(1_500);
  assert.deepEqual(keeper.stand, { kind: 'away', failure: { code: 'network-failed' } });
  await clock.advance(2_000 + 4_000);
  assert.equal(drafts.asked.length, 3);
  await clock.advance(7_000);
  assert.equal(drafts.asked.length, 3);
  drafts.failsWith = undefined;
  page.comeBack();
  await settle();
  assert.equal(keeper.stand.kind, 'saved');
  assert.equal(stored(), 'Dear Anna');
  assert.equal(page.listeners(), 0);
});

test('that nobody answers stays said while the person types on', async () => {
  drafts.failsWith = { code: 'timed-out' };
  type('Dear');
  await keeper.saveNow();
  type('Dear Anna');
  assert.equal(keeper.stand.kind, 'away');
});

test('a draft that another window has saved is never overwritten, and both texts can stay', async () => {
  type('mine');
  await keeper.saveNow();
  drafts.stored.set(id, { id, version: 2, savedAt: '2026-03-03T14:00:00.000Z', draft: draftSaying('theirs') });
  type('mine again');
  await keeper.saveNow();
  assert.deepEqual(keeper.stand, { kind: 'apart', gone: false });
  type('mine once more');
  await clock.advance(60_000);
  assert.equal(drafts.asked.length, 2);
  assert.equal(stored(), 'theirs');
  keeper.keepApart();
  await settle();
  assert.deepEqual(keeper.place, { id: 'draft-apart-000001', version: 1 });
  assert.equal(drafts.stored.get('draft-apart-000001')?.draft.mail.text, 'mine once more');
  assert.equal(stored(), 'theirs');
});

test('a draft that was sent or discarded in another window does not come back by itself', async () => {
  type('mine');
  await keeper.saveNow();
  drafts.stored.delete(id);
  type('mine again');
  await keeper.saveNow();
  assert.deepEqual(keeper.stand, { kind: 'apart', gone: true });
  assert.equal(drafts.stored.size, 0);
});

test('a refusal is said, and the next words are tried', async () => {
  drafts.failsWith = { code: 'drafts-too-many' };
  type('Dear');
  await keeper.saveNow();
  assert.deepEqual(keeper.stand, { kind: 'refused', failure: { code: 'drafts-too-many' } });
  await clock.advance(60_000);
  assert.equal(drafts.asked.length, 1);
  drafts.failsWith = undefined;
  type('Dear Anna');
  await clock.advance(1_500);
  assert.equal(keeper.stand.kind, 'saved');
});

test('the words of one person are never saved among the drafts of another who has signed in since', async () => {
  drafts.signedIn = 'max';
  type('of Lea');
  await keeper.saveNow();
  assert.deepEqual([drafts.asked, keeper.stand], [[], { kind: 'away', failure: { code: 'session-failed' } }]);
  drafts.signedIn = undefined;
  await keeper.saveNow();
  assert.deepEqual(keeper.stand, { kind: 'away', failure: { code: 'network-failed' } });
  keeper.end();
  drafts.signedIn = 'lea';
  await clock.advance(120_000);
  assert.deepEqual(drafts.asked, []);
});

test('a discarded draft is forgotten by the service after the save that was under way', async () => {
  const letGo = drafts.hold();
  type('Dear');
  void keeper.saveNow();
  const discarded = keeper.discard();
  letGo();
  await discarded;
  type('Dear Anna');
  await clock.advance(60_000);
  assert.equal(drafts.stored.size, 0);
  assert.equal(drafts.asked.length, 1);
});

test('a text that was found at the service is saved there already', () => {
  const found = createDraftKeeper(() => 'lea', { id, version: 4 }, { draft: draftSaying('Dear'), at: 7 }, { drafts: drafts.client, clock, page, newKey: () => '' });
  assert.deepEqual(found.stand, { kind: 'saved', at: 7 });
  assert.deepEqual([found.has(draftSaying('Dear')), found.has(draftSaying('Dear Anna'))], [true, false]);
});
