import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decode, webhookEventSchema } from '../../../../src/contract/index.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { dyingAt } from './dying-process.ts';
import { connectionId, givenMailbox, owner, type GivenMailbox } from './given-mailbox.ts';

let store: Store;

before(async () => {
  store = await quickStore();
});
after(() => store.close());

/** A mailbox whose grant was lost for a while, connected again; two answers came meanwhile. */
const reconnected = async (): Promise<{ readonly box: GivenMailbox; readonly from: number }> => {
  const box = await givenMailbox(store);
  const mail = await box.track();
  const from = box.clock.now();
  await store.database.updateTable('connections').set({ status: 'lost', lost_at: new Date(from) }).execute();
  await box.pollNext();
  box.answer(mail);
  box.answer(mail);
  await store.database.updateTable('connections').set({ status: 'working' }).execute();
  const { nextPollAt } = await box.mailbox();
  box.clock.advance(nextPollAt - box.clock.now());
  return { box, from };
};

const told = async () => {
  const rows = await store.database.selectFrom('deliveries').select('payload').where('type', '=', 'tracking.gap-closed').execute();
  return rows.map(({ payload }) => {
    const event = decode(webhookEventSchema, JSON.parse(payload));
    assert.ok(event.ok && event.value.type === 'tracking.gap-closed');
    return event.value;
  });
};

test('when a gap closes, its host is told how long it was and how many replies were found for it', async () => {
  const { box, from } = await reconnected();
  const to = new Date(box.clock.now()).toISOString();
  await box.poll();
  const data = { org: owner.org, user: owner.user, connectionId, from: new Date(from).toISOString(), to, replies: 2 };
  assert.deepEqual(await told(), [{ type: 'tracking.gap-closed', timestamp: to, data }]);
});

test('a process that dies at any point of the poll that closes a gap leaves it to be told once', async (t) => {
  let tried = 0;
  for (let n = 1; ; n += 1) {
    const { box } = await reconnected();
    const dying = dyingAt(box.ports, n);
    await box.poll(dying.ports).catch(() => undefined);
    if (!dying.died()) break;
    const { gap } = await box.mailbox();
    assert.equal((await told()).length, gap?.to === undefined ? 0 : 1, `died at call ${n}`);
    for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
    assert.deepEqual((await told()).map((event) => event.data.replies), [2], `died at call ${n}`);
    tried = n;
  }
  t.diagnostic(`${tried} places to die at`);
  assert.ok(tried > 20);
});
