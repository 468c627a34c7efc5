import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveLine, hearHints, type Hint } from '../../../src/client/live/hear-hints.ts';
import { createServiceCalls } from '../../../src/client/mail-client/ask-service.ts';
import { decodeReplyAnswer } from '../../../src/client/replies/reply-shapes.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenLive } from '../given-live.ts';
import { givenPage } from '../given-page.ts';
import { givenReply } from '../replies/given-reply.ts';

const given = ({ isKnown = true, live = givenLive() } = {}) => {
  const userKey = isKnown ? 'lea' : undefined;
  const [clock, page, leaving] = [givenClock(), givenPage(), new AbortController()];
  const told: string[] = [];
  const hints = hearHints({ live, clock, page, userKey, changed: ({ type, change }) => told.push(`${type} ${change ?? ''}`), lost: () => told.push('lost') }, leaving.signal);
  return { live, clock, page, leaving, told, hints };
};

test('what concerns mail that leaves is told, and nothing else', async () => {
  const { live, told, hints } = given();
  await settle();
  assert.equal(hints.areHeard(), false);
  live.say({ type: 'begun', change: 3 });
  live.say({ type: 'tracking' });
  live.say({ type: 'outgoing', change: 4 });
  live.say('alive');
  assert.deepEqual([told, hints.areHeard()], [['begun 3', 'outgoing 4'], true]);
});

test('a stream that ends is said to be lost once, and begun anew', async () => {
  const { live, told, hints, clock, leaving } = given();
  await settle();
  live.say('alive');
  live.end({ code: 'network-failed' });
  await settle();
  assert.deepEqual([told, hints.areHeard(), live.streams()], [['lost'], false, 0]);
  live.end();
  await clock.advance(2_000);
  assert.equal(live.streams(), 1);
  leaving.abort();
  await settle();
  assert.deepEqual([live.streams(), clock.sleepers()], [0, 0]);
});

test('who leads repeats whole events: a list of replies in another tab finds its rows in them', async () => {
  const { live } = given();
  await settle();
  const heard: unknown[] = [];
  live.share.join('lea', (event) => heard.push(event), new AbortController().signal);
  live.share.join('hugo', () => assert.fail('Somebody else hears it.'), new AbortController().signal);
  const reply = givenReply();
  live.say({ type: 'reply', era: 'first', reply } as Partial<Hint>);
  assert.deepEqual(heard.map((event) => decodeReplyAnswer('replyEvent', event)), [{ type: 'reply', era: 'first', reply }]);
});

test('where nobody knows who is signed in nothing is shared', async () => {
  const live = givenLive();
  const [one, other] = [given({ isKnown: false, live }), given({ isKnown: false, live })];
  await settle();
  assert.equal(live.streams(), 2);
  live.say({ change: 1 });
  assert.deepEqual([one.told, other.told], [['outgoing 1'], ['outgoing 1']]);
});

test('the line asks for what happens from now on, and believes no stream that is none', async () => {
  const asked: string[] = [];
  const bodies = ['data: {"type":"begun","era":"e1","change":4}\n\ndata: {"type":"outgoing","era":"e1","change":5}\n\n', 'data: "hello"\n\n'];
  const fetch = async (url: unknown): Promise<Response> => {
    asked.push(String(url));
    return new Response(bodies.shift());
  };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: () => 'a.e30.c' };
  const line = createLiveLine(createServiceCalls('https://connect.example', settings, { fetch, pageUrl: () => 'https://crm.example/', clock: givenClock() }), givenPage());
  const heard: unknown[] = [];
  const { signal } = new AbortController();
  assert.deepEqual(await line.follow((hint) => heard.push(hint), signal), { ok: true, value: undefined });
  assert.deepEqual(heard, ['alive', { type: 'begun', era: 'e1', change: 4 }, { type: 'outgoing', era: 'e1', change: 5 }]);
  assert.deepEqual(await line.follow(() => undefined, signal), { ok: false, failure: { code: 'answer-unreadable' } });
  assert.deepEqual(new Set(asked), new Set(['https://connect.example/v1/replies/stream']));
});
