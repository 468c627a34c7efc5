import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeardEvents, restoreHeard } from '../../../demo/crm/hooks/heard-events.ts';
import { givenCrm, now, origin } from '../given-crm.ts';
import { callOf, found } from './given-call.ts';

test('what the service tells is noted and confirmed', async () => {
  const { crm, heard } = givenCrm();
  const event = found();
  assert.equal((await crm.fetch(callOf(event))).status, 204);
  assert.deepEqual(heard.events(), [{ id: 'msg_1', heardAt: now, times: 1, event }]);
});

test('what is told again is confirmed again and noted once, even when both calls come together', async () => {
  const { crm, heard } = givenCrm();
  const event = found();
  const answers = await Promise.all([crm.fetch(callOf(event)), crm.fetch(callOf(event)), crm.fetch(callOf(event))]);
  assert.deepEqual(answers.map(({ status }) => status), [204, 204, 204]);
  assert.deepEqual(heard.events().map(({ id, times }) => [id, times]), [['msg_1', 3]]);
});

test('a forged, a stale and an unsigned call are turned away and leave nothing but that', async () => {
  const { crm, heard } = givenCrm();
  const foreign = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const calls = [
    callOf(found(), { secrets: [foreign] }),
    callOf(found(), { at: now - 3_600_000 }),
    new Request(`${origin}/hooks/gmail`, { method: 'POST', body: JSON.stringify(found()) }),
  ];
  for (const call of calls) assert.equal((await crm.fetch(call)).status, 401);
  assert.deepEqual(heard.events(), []);
  assert.deepEqual(heard.turnedAway().map(({ why }) => why), ['forged', 'stale', 'unsigned']);
});

test('an event of a kind that the CRM does not know is confirmed and passed over', async () => {
  const { crm, heard } = givenCrm();
  assert.equal((await crm.fetch(callOf({ type: 'mail.sent', timestamp: '2027-01-01T00:00:00.000Z', data: {} }))).status, 204);
  assert.deepEqual(heard.events(), []);
});

test('a webhook that is out of order confirms nothing and notes nothing', async () => {
  const { crm, heard } = givenCrm();
  crm.change({ hook: 'fails' });
  assert.equal((await crm.fetch(callOf(found()))).status, 503);
  assert.deepEqual(heard.events(), []);
});

test('what was heard outlives the demo, so that a repetition after its restart is still known', () => {
  const before = createHeardEvents();
  const event = found();
  before.hear('msg_1', event, now);
  const after = restoreHeard(JSON.parse(JSON.stringify(before.events())));
  after.hear('msg_1', event, now + 1);
  assert.deepEqual(after.events(), [{ id: 'msg_1', heardAt: now, times: 2, event }]);
  assert.deepEqual(restoreHeard({ damaged: true }).events(), []);
});

test('the CRM of a demo keeps its latest thousand events', () => {
  const heard = createHeardEvents();
  for (let count = 0; count < 1_003; count += 1) heard.hear(`msg_${count}`, found(), now);
  assert.deepEqual([heard.events().length, heard.events()[0]?.id, heard.events().at(-1)?.id], [1_000, 'msg_3', 'msg_1002']);
});
