import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { forecastOfBatch } from '../../../../src/server/sending/meter/forecast-of-batch.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import { overrideLimits } from '../../../../src/server/sending/rules/set-rules.ts';
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

const mails = [{ recipients: [{ address: 'anna@globex.example' }] }];
const codes = async (): Promise<readonly unknown[]> => {
  const [limits, forecast] = [await limitsOfMailbox(sender.ports, owner, connectionId), await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'now' }, mails })];
  return [!limits.ok && limits.failure.code, !forecast.ok && forecast.failure.code];
};

test('a mailbox that may not send, or that was disconnected, has no limits and no forecast', async () => {
  await store.database.updateTable('connections').set({ scopes: 'openid email https://www.googleapis.com/auth/gmail.readonly' }).execute();
  assert.deepEqual(await codes(), ['sending-not-permitted', 'sending-not-permitted']);
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  assert.deepEqual(await codes(), ['connection-unknown', 'connection-unknown']);
});

test('a forecast asks about a time as queueing does', async () => {
  const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'at', wall: '2026-10-25T02:30', zone: 'Europe/Berlin' }, mails });
  assert.equal(!forecast.ok && forecast.failure.code, 'hour-occurs-twice');
});

for (const [email, inside] of [['lea@northpeak.example', true], ['lea@gmail.com', false], ['lea@googlemail.com', false]] as const) {
  test(`whoever shares the domain of ${email} is ${inside ? 'a colleague' : 'outside like everybody else'}`, async () => {
    await store.database.updateTable('connections').set({ email }).execute();
    const domain = email.slice(email.indexOf('@') + 1);
    await overrideLimits(sender.ports, owner, connectionId, { externalRecipientsPerDay: 10, recipientsPerDay: 10 });
    await sender.queue('Renewal', { to: [{ address: `hugo@${domain}` }] });
    await sender.send();
    const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
    assert.ok(limits.ok);
    const used = Object.fromEntries(limits.value.limits.map((each) => [each.name, each.used]));
    assert.deepEqual([used['recipientsPerDay'], used['externalRecipientsPerDay']], [1, inside ? 0 : 1]);
  });
}
