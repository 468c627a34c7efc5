import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createHttpReplyClient } from '../../../../src/client/replies/http-reply-client.ts';
import type { ReplyEvent } from '../../../../src/contract/index.ts';
import { quickStore } from '../../connect/given-service.ts';
import { serviceOrigin } from '../../given-ports.ts';
import { mint, userClaims } from '../../mint-token.ts';
import { givenReplies } from './given-replies.ts';

const store = await quickStore();
after(() => store.close());
beforeEach(async () => {
  for (const table of ['replies', 'feeds'] as const) await store.database.deleteFrom(table).execute();
});

const signal = new AbortController().signal;

/** The page's own client against the service's own application, with nothing in between but what a browser adds. */
const given = async () => {
  const { service, came } = await givenReplies(store);
  const fetch: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Origin', 'https://crm.acme.example');
    return service.app(new Request(input instanceof Request ? input.url : input, { ...init, headers }));
  };
  const { clock } = service;
  const exp = (): number => Math.floor(clock.now() / 1_000) + 300;
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: () => mint(userClaims({ sub: 'lea', exp: exp() })) };
  const never = { now: () => clock.now(), sleep: () => new Promise<never>(() => undefined) };
  const client = createHttpReplyClient(serviceOrigin, settings, { fetch, pageUrl: () => 'https://crm.acme.example/', clock: never });
  return { client, came, service };
};

test('the page reads the list, its pages and its changes as the service writes them', async () => {
  const { client, came } = await given();
  const ids: string[] = [];
  for (let minute = 0; minute < 3; minute += 1) ids.push(await came(minute));
  const page = await client.page(undefined, signal);
  assert.ok(page.ok, JSON.stringify(page));
  assert.deepEqual(page.value.replies.map(({ id }) => id), ids.toReversed());
  const changes = await client.changes({ change: 1, era: page.value.era }, signal);
  assert.ok(changes.ok);
  assert.deepEqual(changes.value.replies.map(({ id }) => id), ids.slice(1));
});

test('the page hears the stream, and lets it go', async () => {
  const { client, came, service } = await given();
  await came(0, { subject: 'before' });
  const heard: ReplyEvent[] = [];
  const leaving = new AbortController();
  let wake: () => void = () => undefined;
  const following = client.follow(
    { change: 0, era: 'none' },
    (event) => {
      if (event === 'alive') return;
      heard.push(event);
      wake();
    },
    leaving.signal,
  );
  const subjects = (): readonly string[] => heard.flatMap((event) => (event.type === 'reply' ? [event.reply.subject] : []));
  while (!heard.some(({ type }) => type === 'tracking')) await new Promise<void>((resolve) => (wake = resolve));
  assert.deepEqual(subjects(), ['before']);
  await came(1, { subject: 'live' });
  while (subjects().length < 2) await new Promise<void>((resolve) => (wake = resolve));
  assert.deepEqual(subjects(), ['before', 'live']);
  service.ports.bell.close();
  assert.deepEqual(await following, { ok: true, value: undefined });
});

test('the page corrects, marks and is refused in words that both sides know', async () => {
  const { client, came } = await given();
  const id = await came(0);
  const corrected = await client.correct(id, 'forward', signal);
  assert.equal(corrected.ok && corrected.value.verdict, 'forward');
  const handled = await client.markHandled(id, true, signal);
  assert.equal(handled.ok && handled.value.handled, true);
  assert.deepEqual(await client.markSeen([id], signal), { ok: true, value: undefined });
  assert.deepEqual(await client.correct('reply-of-somebody-else', 'reply', signal), { ok: false, failure: { code: 'reply-unknown' } });
  assert.deepEqual(await client.check('connection-of-nobody', signal), { ok: false, failure: { code: 'connection-unknown' } });
  const tracking = await client.tracking(signal);
  assert.deepEqual(tracking.ok && tracking.value.mailboxes, []);
});
