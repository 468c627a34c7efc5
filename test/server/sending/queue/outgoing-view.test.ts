import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { OutgoingAction, OutgoingState } from '../../../../src/contract/index.ts';
import { connectionOf } from '../../../../src/server/connections/connections-of.ts';
import { actionFor } from '../../../../src/server/sending/queue/outgoing-view.ts';
import { changesOfOutgoing, pageOfOutgoing } from '../../../../src/server/sending/queue/pages-of-outgoing.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

const at = '2026-03-03T12:00:00.000Z';
const actions: readonly (readonly [OutgoingState, OutgoingAction])[] = [
  [{ kind: 'waiting', because: 'turn' }, 'cancel'],
  [{ kind: 'waiting', because: 'reconnection' }, 'reconnect'],
  [{ kind: 'waiting', because: 'permission' }, 'permit'],
  [{ kind: 'sending', since: at }, 'none'],
  [{ kind: 'checking', since: at }, 'none'],
  [{ kind: 'sent', at }, 'none'],
  [{ kind: 'sent', at, openUrl: 'https://mail.google.com/' }, 'open-in-gmail'],
  [{ kind: 'held', since: at, reason: { code: 'unclear', attemptedAt: at, lookedFor: true } }, 'decide'],
  [{ kind: 'blocked', at, reason: { code: 'bounced', addresses: [] } }, 'see-rule'],
  [{ kind: 'cancelled', at, reason: { code: 'by-person' } }, 'none'],
  [{ kind: 'cancelled', at, reason: { code: 'answered', address: 'a@b.example', at, replyId: 'reply-000000000001' } }, 'send-anyway'],
  [{ kind: 'failed', at, reason: { code: 'limit-too-small', most: 1, asked: 2 } }, 'split'],
  [{ kind: 'failed', at, reason: { code: 'nobody' } }, 'edit'],
];
test('every state has one thing to offer first', () => {
  for (const [state, action] of actions) assert.equal(actionFor(state), action, JSON.stringify(state));
});

const later = (hours: number) => ({ kind: 'at', wall: new Date(sender.clock.now() + hours * 3_600_000).toISOString().slice(0, 16), zone: 'UTC' }) as const;

test('what waits in a mailbox that lost its permission or its connection says so before its time', async () => {
  await sender.queue('Waits', {}, later(20));
  assert.deepEqual(await sender.states(), { Waits: 'waiting due-time' });
  await store.database.updateTable('connections').set({ scopes: 'openid email' }).execute();
  assert.deepEqual(await sender.states(), { Waits: 'waiting permission' });
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  assert.deepEqual(await sender.states(), { Waits: 'waiting reconnection' });
});

test('a lost mailbox says how many of its mails are on hold, and none of those that have left or never will', async () => {
  const onHold = async () => {
    const answer = await connectionOf(sender.ports, owner, connectionId);
    assert.ok(answer.ok);
    return answer.value.mailsWaiting;
  };
  assert.equal(await onHold(), 0);
  await sender.queue('One', {}, later(20));
  await sender.queue('Two', {}, later(30));
  await sender.decide(await sender.queue('Three', {}, later(30)), { kind: 'cancel' });
  await store.database.updateTable('connections').set({ status: 'lost', lost_at: new Date(sender.clock.now()), lost_cause: 'unnamed' }).execute();
  assert.equal(await onHold(), 2);
});

test('pages go from what is due latest to what was due first, and the feed tells each change once', async () => {
  for (let hour = 1; hour <= 5; hour += 1) await sender.queue(`Due ${hour}`, {}, later(hour));
  const page = async (before?: string) => {
    const answer = await pageOfOutgoing(sender.ports, owner, { before, limit: 2, connectionId: undefined, open: true });
    assert.ok(answer.ok);
    return answer.value;
  };
  const first = await page();
  const second = await page(first.next);
  const third = await page(second.next);
  assert.deepEqual([first, second, third].map(({ mails }) => mails.map(({ subject }) => subject)), [['Due 5', 'Due 4'], ['Due 3', 'Due 2'], ['Due 1']]);
  assert.equal(third.next, undefined);
  for (const nonsense of ['x', '1.short', `${'9'.repeat(14)}.${'a'.repeat(20)}`]) {
    assert.equal((await pageOfOutgoing(sender.ports, owner, { before: nonsense, limit: 2, connectionId: undefined, open: false })).ok, false);
  }
  const { change, era } = first;
  assert.deepEqual((await changesOfOutgoing(sender.ports, owner, { change, era }, 10)).mails, []);
  const mail = first.mails[0];
  assert.ok(mail);
  await sender.decide(mail, { kind: 'cancel' });
  const changes = await changesOfOutgoing(sender.ports, owner, { change, era }, 10);
  assert.deepEqual([changes.mails.map(({ subject }) => subject), changes.more], [['Due 5'], false]);
  assert.equal((await changesOfOutgoing(sender.ports, owner, { change, era: 'another era' }, 10)).change, 0);
});
