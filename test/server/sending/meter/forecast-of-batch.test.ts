import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { forecastOfBatch } from '../../../../src/server/sending/meter/forecast-of-batch.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import { waitingIn } from '../../../../src/server/sending/meter/waiting-queues.ts';
import { overrideLimits, setRules } from '../../../../src/server/sending/rules/set-rules.ts';
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

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ recipients: [{ address: `p${index}@globex.example` }] }));
const own = new Set(['northpeak.example']);
const idsWaiting = async (): Promise<readonly string[]> => (await waitingIn(sender.ports, { owner, connectionId, ownDomains: own })).map(({ id }) => id);

test('a forecast adds up to what was asked for, behind what waits, and keeps nothing', async () => {
  await overrideLimits(sender.ports, owner, connectionId, { messagesPerDay: 10 });
  for (let number = 1; number <= 4; number += 1) await sender.queue(`Waits ${number}`);
  const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'now' }, mails: people(12) });
  assert.ok(forecast.ok);
  assert.deepEqual([forecast.value.days.reduce((sum, { mails }) => sum + mails, 0), forecast.value.leaves.length, forecast.value.because], [12, 12, 'messagesPerDay']);
  const soon = forecast.value.leaves.filter(({ at }) => at !== undefined && Date.parse(at) < sender.clock.now() + 3_600_000);
  assert.equal(soon.length, 6);
  assert.equal((await sender.mails()).length, 4);
});

test('days are counted by the clock of whoever asks, until the mailbox knows one of its own', async () => {
  const zones = async (): Promise<readonly unknown[]> => {
    const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'now' }, mails: people(1), zone: 'Pacific/Auckland' });
    const limits = await limitsOfMailbox(sender.ports, owner, connectionId, 'Pacific/Auckland');
    return [forecast.ok && forecast.value.zone, forecast.ok && forecast.value.days[0]?.date, limits.ok && limits.value.zone];
  };
  const dateIn = (timeZone: string): string => new Intl.DateTimeFormat('sv', { timeZone }).format(sender.clock.now());
  assert.deepEqual(await zones(), ['Pacific/Auckland', dateIn('Pacific/Auckland'), 'Pacific/Auckland']);
  await setRules(sender.ports, owner, connectionId, { zone: 'America/New_York', hours: null });
  assert.deepEqual(await zones(), ['America/New_York', dateIn('America/New_York'), 'America/New_York']);
});

test('a mail to more people than one may have never leaves, and is named by its place', async () => {
  const crowd = { recipients: Array.from({ length: 101 }, (_, index) => ({ address: `p${index}@globex.example` })) };
  const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'now' }, mails: [...people(1), crowd] });
  assert.ok(forecast.ok);
  assert.deepEqual([forecast.value.never, forecast.value.leaves[1]], [[{ index: 1, limit: 'recipientsPerMessage', most: 100, asked: 101 }], {}]);
});

test('limits are told of a mailbox that has sent nothing, and of none that is somebody else’s', async () => {
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.ok(limits.ok);
  assert.deepEqual([limits.value.waiting, limits.value.hearsElsewhere, limits.value.limits.every(({ used }) => used === 0), limits.value.picture.length], [0, true, true, 48]);
  const foreign = await limitsOfMailbox(sender.ports, { ...owner, org: 'org-2' }, connectionId);
  assert.equal(!foreign.ok && foreign.failure.code, 'connection-unknown');
});

test('the queue in memory follows what is queued, taken back, sent and thrown away', async () => {
  const later = { kind: 'at', wall: new Date(sender.clock.now() + 86_400_000).toISOString().slice(0, 16), zone: 'UTC' } as const;
  assert.deepEqual(await idsWaiting(), []);
  const second = await sender.queue('Second', {}, later);
  const first = await sender.queue('First');
  assert.deepEqual(await idsWaiting(), [first.id, second.id]);
  await sender.decide(second, { kind: 'cancel' });
  assert.deepEqual(await idsWaiting(), [first.id]);
  await sender.send();
  const third = await sender.queue('Third', {}, later);
  assert.deepEqual(await idsWaiting(), [third.id]);
  await store.database.deleteFrom('outgoing_mails').execute();
  assert.deepEqual(await idsWaiting(), []);
});

test('mails that are due at times of their own leave then, and one of no time refuses them all', async () => {
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'UTC' }).format(sender.clock.now() + 3 * 86_400_000);
  const when = (zone: string) => ({ kind: 'at' as const, wall: `${day}T09:00`, zone });
  const [one, other, third] = people(3);
  assert.ok(one && other && third);
  const mails = [{ ...one, when: when('Asia/Tokyo') }, { ...other, when: when('Europe/Paris') }, third];
  const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: when('UTC'), mails });
  assert.ok(forecast.ok);
  const [tokyo = 0, paris = 0, utc = 0] = forecast.value.leaves.map(({ at }) => Date.parse(at ?? ''));
  assert.equal(utc, Date.parse(`${day}T09:00Z`));
  assert.equal(utc - tokyo, 9 * 3_600_000);
  assert.ok(utc - paris === 3_600_000 || utc - paris === 2 * 3_600_000);
  const refused = await forecastOfBatch(sender.ports, owner, connectionId, { when: when('UTC'), mails: [{ ...one, when: when('Mars/Olympus') }] });
  assert.deepEqual(refused, { ok: false, failure: { code: 'zone-unknown' } });
});

test('the queue in memory is forgotten with the database that it was read from, though its numbers are the same', async () => {
  for (const subject of ['First', 'Second']) await sender.queue(subject);
  assert.equal((await idsWaiting()).length, 2);
  // As after a restore: nothing of it is there, and the numbers are given out again.
  await store.database.deleteFrom('outgoing_mails').execute();
  await sql`truncate feeds`.execute(store.database);
  const others = [await sender.queue('Third'), await sender.queue('Fourth')];
  assert.deepEqual(await idsWaiting(), others.map(({ id }) => id));
});

test('two who ask at once are told the same, and what was queued before they asked', async () => {
  const first = await sender.queue('First');
  const [one, other] = await Promise.all([idsWaiting(), idsWaiting()]);
  const second = await sender.queue('Second');
  assert.deepEqual([one, other, await idsWaiting()], [[first.id], [first.id], [first.id, second.id]]);
});
