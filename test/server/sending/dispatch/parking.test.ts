import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fail } from '../../../../src/contract/index.ts';
import { checkConnection } from '../../../../src/server/connections/check-connection.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { changesOfOutgoing } from '../../../../src/server/sending/queue/pages-of-outgoing.ts';
import { readFeed } from '../../../../src/server/store/feeds.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { readSending, unparkSending } from '../../../../src/server/store/sending-mailboxes.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

const hour = 3_600_000;

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

/** The profile of a blocked account is refused like a token. */
const refusing = (code: 'google-policy' | 'no-gmail' | 'unreachable'): Ports => ({
  ...sender.ports,
  gmail: { ...sender.ports.gmail, sendMail: async () => fail({ code }) },
  google: { ...sender.ports.google, profile: async () => fail({ code: code === 'no-gmail' ? code : code === 'unreachable' ? 'google-unavailable' : 'access-refused' }) },
});

const tomorrow = () => ({ kind: 'at', wall: new Date(sender.clock.now() + 24 * hour).toISOString().slice(0, 16), zone: 'UTC' }) as const;

/** What a page hears of that has seen everything until now, when something is done. */
const heardOf = async (act: () => Promise<unknown>): Promise<Readonly<Record<string, string>>> => {
  const { change, era } = await readFeed(store.database, owner);
  await act();
  const { mails } = await changesOfOutgoing(sender.ports, owner, { change, era }, 100);
  return Object.fromEntries(mails.map(({ subject, state }) => [subject, 'because' in state ? state.because : state.kind]));
};

for (const code of ['google-policy', 'no-gmail'] as const) {
  test(`${code} is of the mailbox and not of a mail: everything waits, pages hear of it, and Gmail is asked again later`, async () => {
    await sender.queue('Now');
    await sender.queue('Tomorrow', {}, tomorrow());
    assert.deepEqual(await heardOf(() => sender.send(refusing(code))), { Now: code, Tomorrow: code });
    const waits: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { nextAt } = (await readSending(store.database, connectionId)) ?? assert.fail();
      waits.push(nextAt - sender.clock.now());
      sender.clock.advance(waits.at(-1) ?? 0);
      await sender.send(refusing(code));
    }
    assert.deepEqual(waits, [2 * 60_000, 4 * 60_000]);
    assert.deepEqual([await sender.states(), ...sender.taken()], [{ Now: `waiting ${code}`, Tomorrow: `waiting ${code}` }]);
  });

  test(`a mailbox that was parked for ${code} sends again as soon as a check finds that Gmail answers`, async () => {
    await sender.queue('Now');
    await sender.queue('Tomorrow', {}, tomorrow());
    await sender.send(refusing(code));
    assert.ok((await checkConnection(sender.ports, caller, connectionId)).ok);
    assert.deepEqual(await heardOf(() => sender.send()), { Now: 'sent', Tomorrow: 'due-time' });
    assert.equal((await readSending(store.database, connectionId))?.parked, undefined);
  });
}

test('a check that Gmail refuses leaves the mailbox parked', async () => {
  await sender.queue('Now');
  await sender.send(refusing('no-gmail'));
  await checkConnection(refusing('no-gmail'), caller, connectionId);
  await sender.send();
  assert.deepEqual(await sender.states(), { Now: 'waiting no-gmail' });
});

test('pages hear once that Google does not answer, however often it is tried, and once that it does again', async () => {
  await sender.queue('Now');
  await sender.queue('Tomorrow', {}, tomorrow());
  assert.deepEqual(await heardOf(() => sender.send(refusing('unreachable'))), { Now: 'google-away', Tomorrow: 'google-away' });
  sender.clock.advance(30_000);
  // The one that went to see was on its way for a moment.
  assert.deepEqual(await heardOf(() => sender.send(refusing('unreachable'))), { Now: 'google-away' });
  sender.clock.advance(60_000);
  assert.deepEqual(await heardOf(() => sender.send()), { Now: 'sent', Tomorrow: 'due-time' });
});

test('mail of next week says at once that the connection is lost, and at once that it is back', async () => {
  await sender.queue('Tomorrow', {}, tomorrow());
  await sender.send();
  const lost: Ports = { ...sender.ports, google: { ...sender.ports.google, refresh: async () => fail({ code: 'grant-lost', cause: 'unnamed' }) } };
  const heard = await heardOf(async () => {
    await checkConnection(lost, caller, connectionId);
    await sender.send(lost);
  });
  assert.deepEqual(heard, { Tomorrow: 'reconnection' });
  await store.database.updateTable('connections').set({ status: 'working', grant_number: 2, lost_at: null, lost_cause: null }).execute();
  await unparkSending(store.database, connectionId, sender.clock.now());
  assert.deepEqual(await heardOf(() => sender.send()), { Tomorrow: 'due-time' });
});

test('what came due long ago while an administrator stood between asks, and the rest goes on', async () => {
  await sender.queue('Now');
  await sender.queue('Tomorrow', {}, tomorrow());
  await sender.send(refusing('google-policy'));
  sender.clock.advance(24 * hour);
  await sender.send();
  assert.deepEqual(await sender.states(), { Now: 'held came-due-while-disconnected', Tomorrow: 'sent' });
});
