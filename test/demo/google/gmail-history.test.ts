import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { lea } from '../given-google.ts';
import { anna, errorOf, givenApi, type GivenApi } from './given-api.ts';

const hello = { from: anna, subject: 'Offer', text: 'Hello' };
const named = z.object({ message: z.object({ id: z.string(), labelIds: z.optional(z.array(z.string())) }), labelIds: z.optional(z.array(z.string())) });
const pageSchema = z.object({
  history: z.optional(
    z.array(
      z.object({
        id: z.string(),
        messages: z.array(z.object({ id: z.string(), threadId: z.string() })),
        messagesAdded: z.optional(z.array(named)),
        messagesDeleted: z.optional(z.array(named)),
        labelsAdded: z.optional(z.array(named)),
        labelsRemoved: z.optional(z.array(named)),
      }),
    ),
  ),
  nextPageToken: z.optional(z.string()),
  historyId: z.string(),
});

const page = async ({ ask }: GivenApi, query: string): Promise<z.infer<typeof pageSchema>> => z.parse(pageSchema, (await ask(`history?${query}`)).body);

test('every change is a record, and their ids grow with gaps', async () => {
  const given = givenApi();
  const { control } = given;
  const { historyId } = control.mailbox(lea);
  const { id } = control.deliver(lea, hello);
  control.relabelMail(lea, id, { add: ['STARRED'], remove: ['UNREAD', 'SPAM'] });
  control.deleteMail(lea, id);
  const { history = [], historyId: newest } = await page(given, `startHistoryId=${historyId}`);
  assert.deepEqual(
    history.map(({ id: _id, messages: _messages, ...change }) => Object.entries(change).map(([kind, entries]) => [kind, entries?.[0]?.message.id === id, entries?.[0]?.labelIds])),
    [[['messagesAdded', true, undefined]], [['labelsAdded', true, ['STARRED']]], [['labelsRemoved', true, ['UNREAD']]], [['messagesDeleted', true, undefined]]],
  );
  const ids = [historyId, ...history.map((record) => record.id)].map(BigInt);
  assert.ok(ids.every((each, index) => index === 0 || each > (ids[index - 1] ?? each)));
  assert.ok(ids.some((each, index) => index > 0 && each > (ids[index - 1] ?? each) + 1n));
  assert.ok(ids.every((each) => each > BigInt(Number.MAX_SAFE_INTEGER)));
  assert.equal(newest, history.at(-1)?.id);
});

test('a page has 100 records unless more are asked for, 500 at most, and nothing is lost or doubled between pages', async () => {
  const given = givenApi();
  const { historyId } = given.control.mailbox(lea);
  const delivered = Array.from({ length: 1_050 }, () => given.control.deliver(lea, hello).id);
  assert.equal((await page(given, `startHistoryId=${historyId}`)).history?.length, 100);
  const found: string[] = [];
  const sizes: number[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const { history = [], nextPageToken } = await page(given, `startHistoryId=${historyId}&maxResults=9999&pageToken=${token}`);
    found.push(...history.flatMap(({ messages }) => messages.map(({ id }) => id)));
    sizes.push(history.length);
    token = nextPageToken;
    // What arrives meanwhile comes at the end.
    if (sizes.length === 1) delivered.push(given.control.deliver(lea, hello).id);
  }
  assert.deepEqual(found, delivered);
  assert.deepEqual(sizes, [500, 500, 51]);
});

test('kinds of changes and a label narrow the record', async () => {
  const given = givenApi();
  const { historyId } = given.control.mailbox(lea);
  const { id } = given.control.deliver(lea, hello);
  given.control.deliver(lea, hello, { labels: ['SENT'] });
  given.control.relabelMail(lea, id, { remove: ['INBOX'] });
  const count = async (query: string): Promise<number> => (await page(given, `startHistoryId=${historyId}&${query}`)).history?.length ?? 0;
  assert.deepEqual([await count(''), await count('historyTypes=messageAdded'), await count('historyTypes=labelRemoved&historyTypes=labelAdded')], [3, 2, 1]);
  assert.deepEqual([await count('labelId=SENT'), await count('labelId=INBOX'), await count('labelId=SPAM')], [1, 2, 0]);
});

test('a cursor that Gmail has forgotten is not found, one of today works on', async () => {
  const given = givenApi();
  const { historyId } = given.control.mailbox(lea);
  given.control.deliver(lea, hello);
  given.control.expireHistory(lea);
  assert.deepEqual(errorOf(await given.ask(`history?startHistoryId=${historyId}`)), [404, 'notFound', 'Requested entity was not found.']);
  const { historyId: newest } = given.control.mailbox(lea);
  given.control.deliver(lea, hello);
  assert.equal((await page(given, `startHistoryId=${newest}`)).history?.length, 1);
});

test('a cursor or a page that nobody gave is refused', async () => {
  const { ask } = givenApi();
  for (const query of ['', 'startHistoryId=x', 'startHistoryId=9007199254740993&pageToken=Zm9v%21']) {
    assert.equal((await ask(`history?${query}`)).status, 400);
  }
});
