import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttemptMemory } from '../../../src/client/connect/attempt-memory.ts';
import { fail, succeed } from '../../../src/contract/index.ts';
import { settle } from '../given-clock.ts';
import { askingOf, atGoogle, failureOf, finishCode, givenWorld, type World } from '../given-host.ts';
import { givenConnection, givenFlow, givenView, serviceOrigin } from '../given-mail-client.ts';

const finish = (flowId: string) => ({ gck: 'finish', flowId, finishCode });
const goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] };

/** A copy of the tab, as it is now: it has its storage, and nothing of its memory. */
const copied = (before: World): World => {
  const world = givenWorld();
  for (const [key, value] of before.page.stored) world.page.stored.set(key, value);
  return world;
};

/** The same tab after a reload or a way to another page; `kept`: for a way back in its history. */
const reloaded = (before: World, kept = false): World => {
  before.page.leaveTab(kept);
  return copied(before);
};

test('an element that is taken away frees every listener, channel and timer', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  wizard.remove();
  await settle();
  assert.deepEqual([world.page.listeners(), world.clock.sleepers()], [0, 0]);
});

test('a finish that comes while no element is there is not answered and harms nothing', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  wizard.remove();
  await world.finish(finish(flowId));
  assert.deepEqual([world.page.answers, wizard.state.at], [[], 'at-google']);
});

test('an element put back goes on where it was and asks the service at once', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  wizard.remove();
  world.client.status = { status: 'awaiting-claim' };
  await wizard.mount();
  assert.deepEqual(world.client.callsOf('poll'), [flowId]);
  await world.finish(finish(flowId));
  assert.equal(wizard.state.at, 'connected');
});

test('a new element in the same document takes the attempt of the one that was taken away', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  wizard.remove();
  const second = await world.wizard();
  assert.equal(second.state.at, 'at-google');
  await world.finish(finish(flowId));
  assert.equal(second.state.at, 'connected');
  await wizard.mount();
  assert.equal(wizard.state.at, 'get-started');
});

test('two wizards in one page have attempts of their own', async () => {
  const world = givenWorld();
  const first = await atGoogle(world);
  const firstWindow = world.window();
  const second = await atGoogle(world);
  await world.finish(finish(first.flowId), { source: firstWindow.handle });
  assert.deepEqual([first.wizard.state.at, second.wizard.state.at], ['connected', 'at-google']);
  assert.deepEqual(
    world.facts.map((fact) => [fact.fact, 'flowId' in fact && fact.flowId]),
    [
      ['started', first.flowId],
      ['started', second.flowId],
      ['connected', first.flowId],
    ],
  );
});

test('a window of one wizard cannot finish the flow of another', async () => {
  const world = givenWorld();
  const first = await atGoogle(world);
  const second = await atGoogle(world);
  await world.finish(finish(first.flowId));
  assert.deepEqual([first.wizard.state.at, second.wizard.state.at], ['at-google', 'at-google']);
  assert.deepEqual(world.page.answers, []);
});

test('a claim that was sent is let come to its end when the element is taken away', async () => {
  const world = givenWorld();
  let answer: (() => void) | undefined;
  world.client.answers = {
    claim: () => new Promise((resolve) => (answer = () => resolve(succeed({ connection: givenConnection(), withheld: [] })))),
  };
  const { wizard, flowId } = await atGoogle(world);
  await world.finish(finish(flowId));
  wizard.remove();
  answer?.();
  await settle();
  assert.equal(wizard.state.at, 'connected');
  await wizard.mount();
  assert.equal(wizard.state.at, 'connected');
});

test('a claim whose answer was lost is sent again until it is answered', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  world.client.answers = { claim: async () => fail({ code: 'network-failed' }) };
  await world.finish(finish(flowId));
  assert.equal(wizard.state.at === 'claiming' && wizard.state.claim.answer, 'lost');
  world.client.answers = {};
  await world.clock.advance(2_000);
  assert.equal(wizard.state.at, 'connected');
  assert.deepEqual(world.client.callsOf('claim')[0], world.client.callsOf('claim')[1]);
});

test('a mailbox that was saved while the answer was lost is shown when polling tells', async () => {
  const world = givenWorld();
  const connection = givenConnection({ granted: ['send'] });
  const { wizard, flowId } = await atGoogle(world);
  world.client.answers = {
    claim: async () => fail({ code: 'timed-out' }),
    connections: async () => succeed(givenView(connection)),
  };
  world.client.status = { status: 'connected', connectionId: connection.id };
  await world.finish(finish(flowId));
  await world.clock.advance(2_000);
  assert.deepEqual(wizard.state, { at: 'connected', connection, withheld: ['read'] });
});

test('a claim that stays without an answer fails in the end and says why', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  world.client.answers = { claim: async () => fail({ code: 'network-failed' }), poll: async () => fail({ code: 'network-failed' }) };
  await world.finish(finish(flowId));
  await world.clock.advance(5 * 60_000);
  assert.deepEqual(failureOf(wizard), { code: 'network-failed' });
  assert.deepEqual([world.page.listeners(), world.clock.sleepers()], [0, 0]);
});

test('three wrong codes end the attempt, one lets the person type again', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  world.client.status = { status: 'awaiting-claim' };
  await world.clock.advance(5_000);
  world.client.answers = { claim: async () => fail({ code: 'finish-code-wrong', triesLeft: 2 }) };
  await wizard.send({ do: 'type-code', code: 'ABCD2345' });
  assert.deepEqual(askingOf(wizard), { kind: 'code', triesLeft: 2, wrong: true });
  world.client.answers = { claim: async () => fail({ code: 'flow-burned' }) };
  await wizard.send({ do: 'type-code', code: 'ABCD2346' });
  assert.deepEqual(failureOf(wizard), { code: 'flow-burned' });
});

test('after a reload in the middle the wizard says that the attempt ended, once', async () => {
  const before = givenWorld();
  await atGoogle(before);
  const world = reloaded(before);
  const wizard = await world.wizard();
  assert.deepEqual(wizard.state, { at: 'failed', goal, failure: { code: 'attempt-lost' } });
  assert.equal((await world.wizard()).state.at, 'get-started');
});

test('a page that is left burns the flow, so that its window shows no code that nobody can use', async () => {
  const world = givenWorld();
  const { flowId } = await atGoogle(world);
  world.page.leaveTab(false);
  assert.deepEqual(world.client.callsOf('cancel'), [flowId]);
});

test('a page that may be shown again keeps its flow, and the page that comes instead burns it', async () => {
  const before = givenWorld();
  const { flowId } = await atGoogle(before);
  const world = reloaded(before, true);
  const wizard = await world.wizard();
  assert.deepEqual(failureOf(wizard), { code: 'attempt-lost' });
  assert.deepEqual([before.client.callsOf('cancel'), world.client.callsOf('cancel')], [[], [flowId]]);
});

test('whoever comes back to a page that was kept goes on, and a copy of the tab burns nothing', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  world.page.leaveTab(true);
  world.page.restore();
  const copy = copied(world);
  await copy.wizard();
  assert.deepEqual(copy.client.callsOf('cancel'), []);
  await world.finish(finish(flowId));
  assert.equal(wizard.state.at, 'connected');
});

test('a page that is left while its claim runs burns nothing', async () => {
  const world = givenWorld();
  world.client.answers = { claim: () => new Promise(() => undefined) };
  const { flowId } = await atGoogle(world);
  await world.finish(finish(flowId));
  world.page.leaveTab(false);
  assert.deepEqual(world.client.callsOf('cancel'), []);
});

test('a claim that never reached the service is burned by the page that comes after', async () => {
  const before = givenWorld();
  before.client.answers = { claim: async () => fail({ code: 'network-failed' }) };
  const { flowId } = await atGoogle(before);
  await before.finish(finish(flowId));
  const world = reloaded(before);
  world.client.status = { status: 'awaiting-claim' };
  assert.deepEqual(failureOf(await world.wizard()), { code: 'attempt-lost' });
  assert.deepEqual(world.client.callsOf('cancel'), [flowId]);
});

test('somebody else who signs in after the page was left reads nothing of an attempt that they did not begin', async () => {
  const before = givenWorld();
  await atGoogle(before);
  const world = reloaded(before);
  world.client.answers = { poll: async () => fail({ code: 'flow-unknown' }) };
  assert.equal((await world.wizard()).state.at, 'get-started');
  assert.deepEqual([world.page.stored.size, world.facts], [0, []]);
});

test('a copy of the tab does not burn the flow of the tab it was copied from', async () => {
  const before = givenWorld();
  await atGoogle(before);
  const world = copied(before);
  await world.wizard();
  assert.deepEqual(world.client.callsOf('cancel'), []);
});

test('a reload while the claim runs waits for its outcome and does not say that it was lost', async () => {
  const before = givenWorld();
  const { flowId } = await atGoogle(before);
  const world = reloaded(before);
  world.client.status = { status: 'connecting' };
  const wizard = await world.wizard();
  world.client.status = { status: 'connected', connectionId: givenConnection().id };
  await world.clock.advance(2_000);
  assert.equal(wizard.state.at, 'get-started');
  assert.deepEqual([world.client.callsOf('poll'), world.client.callsOf('cancel')], [[flowId, flowId], []]);
  assert.deepEqual(world.page.spoken, [{ channel: 'gck-connections', data: 'changed' }]);
});

test('a reload without an attempt before it says nothing', async () => {
  const before = givenWorld();
  const { flowId } = await atGoogle(before);
  await before.finish(finish(flowId));
  assert.equal((await reloaded(before).wizard()).state.at, 'get-started');
});

test('the tab keeps no secret of an attempt in a window', async () => {
  const world = givenWorld();
  await atGoogle(world);
  const kept = JSON.stringify([...world.page.stored]);
  const [remembered] = [...world.memory.flows.values()];
  assert.ok(remembered && !kept.includes(remembered.verifier));
  assert.ok(!kept.includes('ticket'));
});

test('a trip in this tab keeps its verifier and its way back, then leaves for Google', async () => {
  const world = givenWorld();
  world.page.blocks = true;
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  await wizard.send({ do: 'open-google' });
  assert.equal(wizard.state.at, 'window-blocked');
  await wizard.send({ do: 'continue-in-this-tab' });
  const { flowId } = givenFlow(1);
  const kept: unknown = JSON.parse(world.page.stored.get(`gck-trip-${flowId}`) ?? '{}');
  const verifier = world.memory.flows.get(flowId)?.verifier;
  assert.deepEqual(kept, { verifier, path: '/settings/email?tab=connection', goal, service: serviceOrigin });
  assert.deepEqual(world.page.left, [givenFlow(1).startUrls[0]]);
  assert.deepEqual(
    world.facts.map(({ fact }) => fact),
    ['failed', 'started'],
  );
});

const tripOf = (flowId: string, end: object): [string, string] => [
  `gck-trip-${flowId}`,
  JSON.stringify({ verifier: 'v'.repeat(43), path: '/settings', goal, service: serviceOrigin, ...end }),
];

test('a trip that came back is claimed after its entry was deleted', async () => {
  const world = givenWorld();
  const { flowId } = givenFlow(1);
  world.page.stored.set(...tripOf(flowId, { finish: finishCode }));
  let keptAtClaim: number | undefined;
  world.client.answers = {
    claim: async () => {
      keptAtClaim = world.page.stored.size;
      return succeed({ connection: givenConnection(), withheld: [] });
    },
  };
  const wizard = await world.wizard();
  assert.equal(wizard.state.at, 'connected');
  assert.equal(keptAtClaim, 0);
  assert.deepEqual(world.client.callsOf('claim'), [{ flowId, finishCode, codeVerifier: 'v'.repeat(43) }]);
});

const tripEnds = [
  { end: { ended: 'denied' }, failure: { code: 'denied' } },
  { end: { ended: 'expired' }, failure: { code: 'flow-expired' } },
  { end: { ended: 'failed' }, failure: { code: 'mailbox-taken' } },
  { end: {}, failure: { code: 'attempt-lost' } },
] as const;

for (const { end, failure } of tripEnds) {
  test(`a trip that came back with ${JSON.stringify(end)} shows ${failure.code}`, async () => {
    const world = givenWorld();
    world.client.status = { status: 'failed', failure: { code: 'mailbox-taken' } };
    world.page.stored.set(...tripOf(givenFlow(1).flowId, end));
    const wizard = await world.wizard();
    assert.deepEqual(wizard.state, { at: 'failed', goal, failure });
    assert.equal(world.page.stored.size, 0);
  });
}

test('a trip to another service is left for the element it belongs to, and a spoilt entry goes', async () => {
  const world = givenWorld();
  world.page.stored.set(...tripOf('flow-of-another-service', { finish: finishCode, service: 'https://other.example' }));
  world.page.stored.set('gck-trip-spoilt-0123456789', '{"verifier":');
  world.page.stored.set('of-the-host', 'kept');
  const wizard = await world.wizard();
  assert.equal(wizard.state.at, 'get-started');
  assert.deepEqual([...world.page.stored.keys()], ['gck-trip-flow-of-another-service', 'of-the-host']);
});

test('whoever goes back in the history from Google finds the attempt and may end it', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await wizard.send({ do: 'continue-in-this-tab' });
  assert.equal(wizard.state.at, 'leaving');
  assert.equal(world.window().closed, true);
  world.page.restore();
  await settle();
  assert.equal(askingOf(wizard)?.kind, 'closed');
  await wizard.send({ do: 'cancel' });
  assert.ok(world.client.callsOf('cancel').includes(flowId));
  assert.equal(world.page.stored.size, 0);
});

test('a frame, or a tab that stores nothing, is not offered the trip', async () => {
  for (const hindrance of ['framed', 'withoutStorage'] as const) {
    const world = givenWorld();
    world.page[hindrance] = true;
    world.page.blocks = true;
    const wizard = await world.wizard();
    await wizard.send({ do: 'get-started' }, { do: 'next' });
    await wizard.send({ do: 'open-google' }, { do: 'continue-in-this-tab' });
    assert.deepEqual(world.page.left, []);
    assert.equal(wizard.state.at === 'window-blocked' && wizard.state.attempt.flow.returnPage, false);
  }
});

test('memory that is lost with the document does not hold another document up', async () => {
  const memory = createAttemptMemory();
  memory.park({ serviceOrigin, flowId: 'flow-gone-0000001', state: { at: 'provider' } });
  assert.equal(memory.takeParked(serviceOrigin), undefined);
});
