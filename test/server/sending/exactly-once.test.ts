import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Fault } from '../../../demo/google/faults.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { givenSender, type GivenSender } from './given-sender.ts';

const second = 1_000;
const minute = 60 * second;

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  // An answer that is withheld is waited for so long.
  gmail = await startGmail(2_000);
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

test('a mail leaves once, under an attempt that Gmail keeps and a Message-ID that was read back', async () => {
  await sender.queue('Renewal');
  await sender.send();
  assert.deepEqual(await sender.states(), { Renewal: 'sent' });
  await sender.send();
  await sender.settle();
  assert.deepEqual([...sender.taken()], [['Renewal', 1]]);
  const [row] = await store.database.selectFrom('tracked_mails').select(['gmail_message_id', 'message_id', 'source']).execute();
  assert.equal(row?.source, 'product');
  assert.notEqual(row.gmail_message_id, row.message_id);
});

const taken: readonly Fault[] = ['answer-lost', 'answer-withheld', 'answer-500', 'answer-503', 'answer-html'];
for (const fault of taken) {
  test(`a mail that Gmail took although its answer was ${fault} is found in the mailbox, and not sent again`, async () => {
    await sender.queue('Renewal');
    gmail.google.control.failNext('messages.send', fault);
    await sender.send();
    assert.deepEqual(await sender.states(), { Renewal: 'checking' });
    sender.clock.advance(minute);
    await sender.settle();
    await sender.send();
    assert.deepEqual(await sender.states(), { Renewal: 'sent' });
    assert.deepEqual([...sender.taken()], [['Renewal', 1]]);
  });
}

for (const fault of ['connection-lost', 'internal-error'] as const satisfies readonly Fault[]) {
  test(`a mail of which nobody knows, and that never comes into the mailbox after ${fault}, waits for a person`, async () => {
    await sender.queue('Renewal');
    gmail.google.control.failNext('messages.send', fault);
    await sender.send();
    for (let look = 0; look < 12; look += 1) {
      sender.clock.advance(2 * minute);
      await sender.settle();
      await sender.send();
    }
    assert.deepEqual(await sender.states(), { Renewal: 'held unclear' });
    assert.deepEqual([...sender.taken()], []);
    const [mail] = await sender.mails();
    assert.ok(mail);
    // The person looked into Gmail and found nothing.
    await sender.decide(mail, { kind: 'decide', decision: { kind: 'send' } });
    await sender.send();
    assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'sent' }, ['Renewal', 1]]);
  });
}

test('without the permission to read nobody can look, and a person is asked at once', async () => {
  sender = await givenSender(store, { gmail, capabilities: ['send'] });
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'answer-lost');
  await sender.send();
  sender.clock.advance(minute);
  await sender.settle();
  const [mail] = await sender.mails();
  assert.ok(mail);
  assert.deepEqual(mail.state.kind === 'held' && mail.state.reason, { code: 'unclear', attemptedAt: new Date(sender.clock.now() - minute).toISOString(), lookedFor: false });
  await sender.decide(mail, { kind: 'decide', decision: { kind: 'sent' } });
  await sender.send();
  assert.deepEqual([...sender.taken()], [['Renewal', 1]]);
  assert.deepEqual(await sender.states(), { Renewal: 'sent' });
});

test('what is unclear is settled as soon as it is seen among the mails of the mailbox', async () => {
  await sender.poll();
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'answer-lost');
  await sender.send();
  sender.clock.advance(301 * second);
  await sender.poll();
  assert.deepEqual(await sender.states(), { Renewal: 'sent' });
});

test('after answers that were lost the others wait, and one goes first to see', async () => {
  for (let number = 1; number <= 8; number += 1) await sender.queue(`Mail ${number}`);
  gmail.google.control.failBy('messages.send', () => 'internal-error');
  const unclear = async (): Promise<number> => Object.values(await sender.states()).filter((state) => state === 'checking').length;
  await sender.send();
  assert.equal(await unclear(), 5);
  await sender.send();
  assert.equal(await unclear(), 5);
  sender.clock.advance(minute);
  await sender.send();
  assert.equal(await unclear(), 6);
  gmail.google.control.failBy('messages.send', undefined);
  sender.clock.advance(10 * minute);
  await sender.send();
  assert.equal(Object.values(await sender.states()).filter((state) => state === 'sent').length, 2);
});
