import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { MailContent } from '../../../../src/contract/index.ts';
import { queueBatch } from '../../../../src/server/sending/queue/queue-batch.ts';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { givenReply } from '../given-reply.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

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

const foreign = { otherTenant: { ...owner, tenant: 'other' }, otherOrganisation: { ...owner, org: 'org-2' }, colleague: { ...owner, user: 'user-2' } };
const tomorrow = () => ({ kind: 'at', wall: new Date(sender.clock.now() + 86_400_000).toISOString().slice(0, 16), zone: 'UTC' }) as const;
const write = (change: Partial<MailContent>): MailContent => ({ to: [{ address: 'anna@globex.example' }], subject: 'Again', text: 'Again.', ...change });

/** What becomes of a mail by each way of queueing and changing one. */
const outcomes = async (change: Partial<MailContent>): Promise<readonly string[]> => {
  const now = { kind: 'now' } as const;
  const known = await sender.queue(`Known ${JSON.stringify(change).slice(0, 40)}`, {}, tomorrow());
  const edited = await sender.decide(known, { kind: 'edit', edit: { version: known.version, mail: write(change) } });
  const queued = await queueMail(sender.ports, caller, { connectionId, key: `key-${JSON.stringify(change)}`.slice(0, 60), mail: write(change), when: now });
  const batch = await queueBatch(sender.ports, caller, { connectionId, key: `batch-${JSON.stringify(change)}`.slice(0, 60), when: now, mails: [{ mail: write(change) }] });
  const inBatch = batch.ok ? batch.value.mails.map(({ state }) => ('reason' in state ? state.reason.code : state.kind)).join() : batch.failure.code;
  return [typeof edited === 'string' ? edited : edited.state.kind, queued.ok ? queued.value.state.kind : queued.failure.code, inBatch];
};

for (const [whose, other] of Object.entries(foreign)) {
  test(`a mail answers and follows nothing of ${whose}, which is told like what never was`, async () => {
    await givenReply(store.database, { id: 'reply-of-somebody-else', owner: other, connectionId: 'connection-of-other' });
    const own = await sender.queue('Own');
    await store.database.updateTable('outgoing_mails').set({ tenant: other.tenant, org: other.org, crm_user: other.user }).where('id', '=', own.id).execute();
    for (const answersReply of ['reply-of-somebody-else', 'reply-that-never-was']) assert.deepEqual(await outcomes({ answersReply }), ['reply-unknown', 'reply-unknown', 'thread-gone']);
    for (const follows of [own.id, 'mail-that-never-was']) assert.deepEqual(await outcomes({ follows }), ['outgoing-unknown', 'outgoing-unknown', 'thread-gone']);
  });
}

test('a mail answers what came to its user, and follows one that has not left yet', async () => {
  await givenReply(store.database, { id: 'reply-of-lea-000001' });
  const first = await sender.queue('First', {}, tomorrow());
  assert.deepEqual(await outcomes({ answersReply: 'reply-of-lea-000001' }), ['waiting', 'waiting', 'waiting']);
  assert.deepEqual(await outcomes({ follows: first.id }), ['waiting', 'waiting', 'waiting']);
});
