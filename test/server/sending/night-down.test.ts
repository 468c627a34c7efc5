import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as z from 'zod/mini';
import { webhookEventSchema } from '../../../src/contract/index.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { limitsOfMailbox } from '../../../src/server/sending/meter/limits-of-mailbox.ts';
import { setRules } from '../../../src/server/sending/rules/set-rules.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { acme } from '../given-ports.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { connectionId, givenSender, owner, type GivenSender } from './given-sender.ts';

const minute = 60_000;
const hour = 60 * minute;

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
beforeEach(() => {
  gmail.google.control.reset();
});

/** A service with a host that listens, and that holds what is late by more than so many seconds. */
const startedWith = async (lateToleranceSeconds: number): Promise<Ports> => {
  sender = await givenSender(store, { gmail, sending: { lateToleranceSeconds } });
  const { settings } = sender.ports;
  const webhook = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`], events: ['mail.sent', 'mail.held'] as const };
  return { ...sender.ports, settings: { ...settings, tenants: new Map([['acme', { ...acme, webhooks: [webhook] }]]) } };
};

const inHours = (hours: number) => ({ kind: 'at', wall: new Date(sender.clock.now() + hours * hour).toISOString().slice(0, 16), zone: 'UTC' }) as const;

/** An evening with mails for the night and the morning; then nobody looks for ten hours. */
const nightDown = async (ports: Ports): Promise<void> => {
  // On the minute, so that a wall time says exactly when.
  sender.clock.advance(minute - (sender.clock.now() % minute));
  await sender.queue('Evening');
  await sender.queue('At two', {}, inHours(4));
  await sender.queue('At five', {}, inHours(7));
  await sender.queue('Ten minutes ago', {}, inHours(10 - 1 / 6));
  await sender.queue('At nine', {}, inHours(11));
  await sender.send(ports);
  sender.clock.advance(10 * hour);
};

const told = async (): Promise<readonly string[]> => {
  const rows = await store.database.selectFrom('deliveries').select('payload').orderBy('place').execute();
  const ids = new Map((await sender.mails()).map(({ id, subject }) => [id, subject]));
  return rows.map(({ payload }) => {
    const { type, data } = z.parse(webhookEventSchema, JSON.parse(payload));
    return 'mail' in data ? `${ids.get(data.mail.id) ?? ''}: ${type}${'reason' in data.mail ? ` ${data.mail.reason ?? ''}` : ''}` : type;
  });
};

/** What waits, and how many mails count, as the meter has it. */
const metered = async (ports: Ports): Promise<readonly [waiting: number, used: number | undefined, planned: number]> => {
  const limits = await limitsOfMailbox(ports, owner, connectionId);
  assert.ok(limits.ok);
  return [limits.value.waiting, limits.value.limits[0]?.used, limits.value.picture.reduce((sum, { planned }) => sum + planned, 0)];
};

test('what came due in a night in which the service was down asks in the morning, and the rest goes on', async () => {
  const ports = await startedWith(15 * 60);
  await nightDown(ports);
  await sender.send(ports);
  assert.deepEqual(await sender.states(), {
    Evening: 'sent',
    'At two': 'held came-due-while-down',
    'At five': 'held came-due-while-down',
    'Ten minutes ago': 'sent',
    'At nine': 'waiting due-time',
  });
  const [held] = (await sender.mails()).flatMap(({ subject, state }) => (subject === 'At two' && state.kind === 'held' ? [state] : []));
  const now = new Date(sender.clock.now()).toISOString();
  assert.deepEqual(held?.reason, { code: 'came-due-while-down', dueAt: new Date(sender.clock.now() - 6 * hour).toISOString(), backAt: now });
  assert.deepEqual(await told(), ['Evening: mail.sent', 'At two: mail.held came-due-while-down', 'At five: mail.held came-due-while-down', 'Ten minutes ago: mail.sent']);
  assert.deepEqual(await metered(ports), [1, 2, 1]);
});

test('each of them leaves when a person says so, and counts and is told of from then on', async () => {
  const ports = await startedWith(15 * 60);
  await nightDown(ports);
  await sender.send(ports);
  const [late] = (await sender.mails()).filter(({ subject }) => subject === 'At two');
  assert.ok(late);
  await sender.decide(late, { kind: 'decide', decision: { kind: 'send' } });
  await sender.send(ports);
  assert.deepEqual([(await sender.states())['At two'], (await told()).at(-1), await metered(ports)], ['sent', 'At two: mail.sent', [1, 3, 1]]);
  assert.deepEqual([...sender.taken().values()], [1, 1, 1]);
});

test('a service that bears more delay sends all of it, one that bears less asks of more', async () => {
  const patient = await startedWith(12 * 3_600);
  await nightDown(patient);
  await sender.send(patient);
  assert.deepEqual(Object.values(await sender.states()).toSorted(), ['sent', 'sent', 'sent', 'sent', 'waiting due-time']);
  gmail.google.control.reset();
  const strict = await startedWith(5 * 60);
  await nightDown(strict);
  await sender.send(strict);
  assert.deepEqual(await metered(strict), [1, 1, 1]);
  assert.equal((await sender.states())['Ten minutes ago'], 'held came-due-while-down');
});

test('a night in which the hours were closed makes no mail late', async () => {
  const ports = await startedWith(15 * 60);
  // Eight in the evening.
  sender.clock.advance((44 * hour - (sender.clock.now() % (24 * hour))) % (24 * hour));
  await setRules(ports, owner, connectionId, { zone: 'UTC', hours: { clockOf: 'sender', days: [1, 2, 3, 4, 5, 6, 7], from: '06:30', until: '24:00' } });
  await sender.queue('At two', {}, inHours(6));
  await sender.send(ports);
  sender.clock.advance(10 * hour + 31 * minute);
  await sender.send(ports);
  assert.deepEqual(await sender.states(), { 'At two': 'sent' });
});
