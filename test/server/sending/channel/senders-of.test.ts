import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendersOf } from '../../../../src/server/sending/channel/senders-of.ts';
import { openStore, type Store } from '../../../../src/server/store/open.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { connectionId, givenSender, lea, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  const opened = await openStore({ kind: 'memory' });
  assert.ok(opened.ok);
  store = opened.value;
  gmail = await startGmail();
  sender = await givenSender(store, { gmail });
});
after(async () => {
  await gmail.close();
  await store.close();
});

const senders = () => sendersOf(sender.ports, owner, connectionId);

test('a mailbox may send as itself, and as what Gmail has told of it, itself first', async () => {
  assert.deepEqual(await senders(), { ok: true, value: { addresses: [lea] } });
  gmail.google.control.setSendAs(lea, [
    { sendAsEmail: 'sales@northpeak.example', verificationStatus: 'accepted' },
    { sendAsEmail: 'not.yet@northpeak.example', verificationStatus: 'pending' },
    { sendAsEmail: lea, isPrimary: true },
  ]);
  await sender.poll();
  assert.deepEqual(await senders(), { ok: true, value: { addresses: [lea, 'sales@northpeak.example'] } });
});

test('nobody else is told', async () => {
  assert.deepEqual(await sendersOf(sender.ports, { ...owner, user: 'user-2' }, connectionId), { ok: false, failure: { code: 'connection-unknown' } });
});
