import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as z from 'zod/mini';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import type { PersonaName } from '../../demo/personas/personas.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { createHttpReplyClient } from '../../src/client/replies/http-reply-client.ts';
import type { Reply } from '../../src/contract/index.ts';
import { lea } from './given-google.ts';

/** The whole demo as somebody at its test panel has it, with Gmail's pushes: polling alone would take a minute. */
let demo: DemoForTests;
const ends: (() => unknown)[] = [];
before(async () => {
  demo = await startDemoForTests({ panel: true, pushes: true });
});
after(async () => {
  for (const end of ends) await end();
  await demo.close();
});

const token = () => mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host).usual, demo.service.origin, Date.now());

const press = async (row: PersonaName): Promise<string> => {
  const request = new Request(`${demo.crm.origin}/test-panel/${row}`, { method: 'POST', headers: { origin: demo.crm.origin }, body: '{}' });
  const answer: unknown = await (await demo.crm.fetch(request)).json();
  return z.parse(z.looseObject({ notice: z.string() }), answer).notice;
};

/** The person's page, as far as it is no browser: what it was told, and the next of its kind. */
const followReplies = () => {
  const heard: Reply[] = [];
  const waiting = new Set<() => void>();
  const leaving = new AbortController();
  ends.unshift(() => leaving.abort());
  const page = (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    headers.set('Origin', demo.crm.origin);
    return fetch(`${demo.service.backChannel}${url.pathname}${url.search}`, { ...init, headers });
  };
  const clock = { now: () => Date.now(), sleep: () => new Promise<never>(() => undefined) };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: token };
  const client = createHttpReplyClient(demo.service.origin, settings, { fetch: page, pageUrl: () => demo.crm.origin, clock });
  void client.follow({ change: 0, era: 'none' }, (event) => {
    if (event === 'alive' || event.type !== 'reply') return;
    heard.push(event.reply);
    for (const wake of waiting) wake();
  }, leaving.signal);
  return async (count: number): Promise<Reply | undefined> => {
    while (heard.length < count) await new Promise<void>((resolve) => waiting.add(resolve));
    return heard[count - 1];
  };
};

const expected: readonly (readonly [PersonaName, Partial<Reply>, string | undefined])[] = [
  ['anna-answers', { verdict: 'reply', subject: 'Re: Our offer for Globex' }, 'Our offer for Globex'],
  ['colleague-answers', { verdict: 'reply', from: { name: 'Paul Winter', address: 'paul.winter@globex.example' } }, 'Our offer for Globex'],
  ['anna-accepts', { verdict: 'calendar-answer', meeting: 'accepted' }, 'Our offer for Globex'],
  ['anna-writes-anew', { verdict: 'possible-reply', subject: 'One more question' }, 'Our offer for Globex'],
  ['tomas-is-away', { verdict: 'auto-reply', returnDate: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) }, 'Our offer for Initech'],
  ['jonas-bounces', { verdict: 'bounce', bounce: { kind: 'hard', status: '5.1.1', recipients: ['jonas@feld.example'] } }, 'Our offer for Feld & Sons'],
  ['ines-is-full', { verdict: 'delay-notice' }, 'Our offer for Umbra Studio'],
];

test('whatever the panel lets come back is heard as what it is', async (t) => {
  assert.equal(await press('anna-answers'), 'No mailbox is connected yet: connect yours first.');
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: token(),
    person: { email: lea },
  });
  assert.equal(end.kind, 'claimed');
  const heard = followReplies();
  for (const [index, [row, facts, subject]] of expected.entries()) {
    assert.equal(await press(row), 'It has arrived in the mailbox.');
    const arrivedAt = performance.now();
    const reply = await heard(index + 1);
    t.diagnostic(`${row}: heard after ${Math.round(performance.now() - arrivedAt)} ms`);
    assert.deepEqual([row, reply?.answers?.subject], [row, subject]);
    for (const [name, value] of Object.entries(facts)) assert.deepEqual([row, name, Reflect.get(reply ?? {}, name)], [row, name, value]);
  }
});
