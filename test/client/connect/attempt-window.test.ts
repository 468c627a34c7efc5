import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fail, succeed } from '../../../src/contract/index.ts';
import { settle } from '../given-clock.ts';
import { askingOf, atGoogle, failureOf, finishCode, givenWorld } from '../given-host.ts';
import { givenConnection, givenFlow } from '../given-mail-client.ts';

const finish = (flowId: string) => ({ gck: 'finish', flowId, finishCode });

test('a finish from our own window is claimed with the verifier of its flow and connects', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await world.finish(finish(flowId));
  assert.deepEqual(wizard.state, { at: 'connected', connection: givenConnection(), withheld: [] });
  const [claim] = world.client.callsOf('claim');
  const { codeVerifier, ...rest } = claim as Record<string, string>;
  assert.deepEqual(rest, { flowId, finishCode });
  assert.match(codeVerifier ?? '', /^[\w-]{43}$/);
  assert.deepEqual(world.page.answers, [{ gck: 'taken', flowId }]);
});

test('the challenge that is sent is the digest of the verifier that is claimed with', async () => {
  const world = givenWorld();
  const { flowId } = await atGoogle(world);
  const { codeChallenge } = world.client.callsOf('prepare')[0] as { codeChallenge: string };
  await world.finish(finish(flowId));
  const { codeVerifier } = world.client.callsOf('claim')[0] as { codeVerifier: string };
  assert.equal(codeChallenge, createHash('sha256').update(codeVerifier).digest('base64url'));
});

test('the window opens inside the click itself, on the service, under the name of its flow', async () => {
  const world = givenWorld();
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  void wizard.send({ do: 'open-google' });
  assert.deepEqual(
    world.page.windows.map(({ url, name }) => ({ url, name })),
    [{ url: givenFlow(1).startUrls[0], name: `gck-${givenFlow(1).flowId}` }],
  );
});

test('a finish from another origin, from another window or for another flow is neither taken nor answered', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await world.finish(finish(flowId), { origin: 'https://evil.example' });
  await world.finish(finish(flowId), { origin: world.page.origin });
  await world.finish(finish(flowId), { source: Symbol('an advertisement') });
  await world.finish(finish(flowId), { source: null });
  await world.finish(finish('another-flow-00001'));
  for (const nonsense of [undefined, 'finish', 7, [], { gck: 'finish', flowId }, { ...finish(flowId), finishCode: 'short' }]) {
    await world.finish(nonsense);
  }
  assert.equal(wizard.state.at, 'at-google');
  assert.deepEqual([world.page.answers, world.client.callsOf('claim')], [[], []]);
});

test('a finish that is told twice is answered twice and claimed once', async () => {
  const world = givenWorld();
  world.client.answers = { claim: () => new Promise(() => undefined) };
  const { wizard, flowId } = await atGoogle(world);
  await world.finish(finish(flowId));
  await world.finish(finish(flowId));
  assert.equal(wizard.state.at, 'claiming');
  assert.equal(world.page.answers.length, 2);
  assert.equal(world.client.callsOf('claim').length, 1);
});

test('a finish on the channel of this origin is taken, answered there and connects', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  world.page.hearOn(`gck-${flowId}`, finish(flowId));
  await settle();
  assert.equal(wizard.state.at, 'connected');
  assert.deepEqual(world.page.spoken, [{ channel: `gck-${flowId}`, data: { gck: 'taken', flowId } }]);
});

test('without a channel the code typed by hand connects', async () => {
  const world = givenWorld();
  world.page.withoutChannel = true;
  const { wizard, flowId } = await atGoogle(world);
  world.client.status = { status: 'awaiting-claim' };
  await world.clock.advance(2_000);
  assert.equal(askingOf(wizard)?.kind, 'nothing');
  await world.clock.advance(3_000);
  assert.deepEqual(askingOf(wizard), { kind: 'code', triesLeft: 3, wrong: false });
  await wizard.send({ do: 'type-code', code: 'abcd 2345' });
  assert.equal(wizard.state.at, 'connected');
  assert.equal((world.client.callsOf('claim')[0] as { finishCode: string }).finishCode, 'ABCD2345');
  assert.equal(flowId, givenFlow(1).flowId);
});

test('a second click on OK opens no second window and brings the first to the front', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  await wizard.send({ do: 'open-google' });
  assert.equal(world.page.windows.length, 1);
  assert.equal(world.window().focused, 1);
});

test('a click while the attempt is being prepared opens nothing late', async () => {
  const world = givenWorld();
  let prepared: (() => void) | undefined;
  world.client.answers = { prepare: () => new Promise((resolve) => (prepared = () => resolve(succeed(givenFlow(1))))) };
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' }, { do: 'open-google' });
  prepared?.();
  await settle();
  assert.equal(world.page.windows.length, 0);
  await wizard.send({ do: 'open-google' });
  assert.equal(world.page.windows.length, 1);
});

test('opening the window again uses the second ticket, then the next flow, and burns what it replaces', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  await wizard.send({ do: 'open-google-again' });
  await wizard.send({ do: 'open-google-again' });
  assert.deepEqual(
    world.page.windows.map(({ url }) => url),
    [givenFlow(1).startUrls[0], givenFlow(1).startUrls[1], givenFlow(2).startUrls[0]],
  );
  assert.deepEqual(world.client.callsOf('cancel'), [givenFlow(1).flowId]);
  assert.equal(world.page.windows[1]?.closed, true);
});

test('cancelling burns the flow, closes its window and forgets the verifier', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await wizard.send({ do: 'cancel' });
  assert.deepEqual(world.client.callsOf('cancel'), [flowId]);
  assert.deepEqual([world.window().closed, world.memory.flows.size, world.page.stored.size], [true, 0, 0]);
  assert.deepEqual([world.page.listeners(), world.clock.sleepers()], [0, 0]);
});

test('a finish that comes after cancelling is not answered', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await wizard.send({ do: 'cancel' });
  await world.finish(finish(flowId));
  assert.equal(wizard.state.at, 'get-started');
  assert.deepEqual(world.page.answers, []);
});

test('a window that reads as closed is asked about within two seconds, once', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  world.window().closed = true;
  await world.clock.advance(2_000);
  assert.equal(askingOf(wizard)?.kind, 'closed');
  await wizard.send({ do: 'answer-closed', closed: false });
  await world.clock.advance(10_000);
  assert.equal(askingOf(wizard)?.kind, 'nothing');
});

test('a window that reads as closed when the person wants to see it is asked about, once more if need be', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  world.window().closed = true;
  for (let times = 0; times < 2; times += 1) {
    await wizard.send({ do: 'focus-google' });
    assert.equal(askingOf(wizard)?.kind, 'closed');
    await wizard.send({ do: 'answer-closed', closed: false });
  }
});

test('a window that reads as closed while the person is in it raises no question', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  world.window().closed = true;
  world.page.focused = false;
  await world.clock.advance(10_000);
  assert.equal(askingOf(wizard)?.kind, 'nothing');
});

test('after a minute without an answer the wizard asks what the window says', async () => {
  const world = givenWorld();
  const { wizard } = await atGoogle(world);
  world.client.status = { status: 'consenting' };
  await world.clock.advance(59_999);
  assert.equal(askingOf(wizard)?.kind, 'nothing');
  await world.clock.advance(1);
  assert.equal(askingOf(wizard)?.kind, 'google-says');
});

test('a denial that the window tells ends the attempt', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  await world.finish({ gck: 'ended', flowId, ended: 'denied' });
  assert.deepEqual(failureOf(wizard), { code: 'denied' });
  assert.deepEqual(world.page.answers, [{ gck: 'taken', flowId }]);
});

test('why an attempt failed is asked of the service at once, the window only says that it did', async () => {
  const world = givenWorld();
  const { wizard, flowId } = await atGoogle(world);
  world.client.status = { status: 'failed', failure: { code: 'client-misconfigured' } };
  await world.finish({ gck: 'ended', flowId, ended: 'failed' });
  assert.deepEqual(failureOf(wizard), { code: 'client-misconfigured' });
});

test('a page that is not shown lets its tickets grow old and prepares anew when it is seen again', async () => {
  const world = givenWorld();
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  world.page.visible = false;
  await world.clock.advance(20 * 60_000);
  assert.equal(world.client.callsOf('prepare').length, 1);
  world.page.visible = true;
  world.page.comeBack();
  await settle();
  assert.equal(world.client.callsOf('prepare').length, 2);
  assert.deepEqual(wizard.state.at === 'before-google' && wizard.state.preparation, { kind: 'ready', flow: givenFlow(2) });
});

test('a computer whose clock is hours off renews its tickets after nine minutes, not at once', async () => {
  const world = givenWorld();
  world.client.answers = { prepare: async () => succeed(givenFlow(1, '2026-03-03T20:00:00.000Z')) };
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  await world.clock.advance(8 * 60_000);
  assert.equal(world.client.callsOf('prepare').length, 1);
  await world.clock.advance(60_000);
  assert.equal(world.client.callsOf('prepare').length, 2);
});

test('a preparation that is refused is told and can be tried again', async () => {
  const world = givenWorld();
  world.client.answers = { prepare: async () => fail({ code: 'origin-refused' }) };
  const wizard = await world.wizard();
  await wizard.send({ do: 'get-started' }, { do: 'next' });
  assert.deepEqual(world.facts, [{ fact: 'failed', flowId: undefined, code: 'origin-refused' }]);
  world.client.answers = {};
  await wizard.send({ do: 'try-again' });
  assert.equal(wizard.state.at === 'before-google' && wizard.state.preparation.kind, 'ready');
});
