import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type * as z from 'zod/mini';
import { deliveriesSchema, deliverySchema, errorBodySchema, decode, mailTrackedSchema, replyEndpoints, type TrackMail } from '../../../src/contract/index.ts';
import { insertDeliveries } from '../../../src/server/store/deliveries.ts';
import { findTracked } from '../../../src/server/store/tracked-mails.ts';
import { mint, serverClaims } from '../mint-token.ts';
import { givenService, quickStore, type Answer } from '../connect/given-service.ts';
import { noon, serviceOrigin } from '../given-ports.ts';
import { startGoogle } from '../google/wire-google.ts';

const store = await quickStore();
const google = await startGoogle();
after(async () => {
  await store.close();
  await google.close();
});

const given = async () => {
  const service = await givenService(store, { google });
  const { connection } = await service.connect();
  const mail: TrackMail = {
    org: 'org-1',
    user: 'user-1',
    connectionId: connection.id,
    messageId: '<one@crm.example>',
    subject: 'Renewal for 40 seats',
    recipients: ['Anna@Globex.example'],
    sentAt: new Date(noon).toISOString(),
    reference: 'campaign-7',
  };
  const track = (change: Partial<TrackMail> = {}, tenant?: string): Promise<Answer> => service.callAsBackend(replyEndpoints.backendMails, { ...mail, ...change }, tenant);
  const askBackend = async (method: string, path: string): Promise<Response> =>
    service.app(new Request(`${serviceOrigin}${path}`, { method, headers: { authorization: `Bearer ${await mint(serverClaims())}` } }));
  return { service, connection, mail, track, askBackend };
};

const bodyOf = <S extends z.core.$ZodType>(schema: S, body: unknown): z.core.output<S> => {
  const decoded = decode(schema, body);
  assert.ok(decoded.ok, JSON.stringify(body));
  return decoded.value;
};

test('a mail that the host registers is tracked once, however often and by whichever of its ids', async () => {
  const { service, connection, track } = await given();
  const first = bodyOf(mailTrackedSchema, (await track()).body);
  const again = bodyOf(mailTrackedSchema, (await track({ messageId: 'one@crm.example', gmailId: '18f0' })).body);
  assert.deepEqual([first.known, again], [false, { id: first.id, known: true }]);
  const [tracked, ...more] = await findTracked(service.ports.database, connection.id, { threadIds: [], messageIds: ['one@crm.example'], addresses: [] });
  assert.deepEqual(more, []);
  assert.deepEqual([tracked?.gmailId, tracked?.recipients, tracked?.reference], ['18f0', ['anna@globex.example'], 'campaign-7']);
});

test('a mail without any id, of somebody else’s connection or of another tenant is refused', async () => {
  const { track } = await given();
  const { messageId: _none, ...rest } = { messageId: undefined };
  assert.equal((await track({ ...rest, messageId: undefined })).status, 400);
  for (const answer of [await track({ user: 'user-2' }), await track({ org: 'org-2' }), await track({ connectionId: 'connection-of-nobody' })]) {
    assert.equal(bodyOf(errorBodySchema, answer.body).error.code, 'connection-unknown');
  }
});

test('a user’s page may neither register mails nor read what the host was told', async () => {
  const { service, mail } = await given();
  assert.equal((await service.call({}, 'POST', replyEndpoints.backendMails, mail)).status, 401);
  assert.equal((await service.call({}, 'GET', replyEndpoints.backendDeliveries)).status, 401);
});

test('the log of deliveries is read newest first, page by page, and one of them is told again', async () => {
  const { service, askBackend } = await given();
  const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
  const deliveries = Array.from({ length: 130 }, (_, number) => ({
    id: `msg_${String(number).padStart(16, '0')}`,
    owner,
    target: 'crm',
    orderKey: 't',
    type: 'reply.found',
    payload: '{}',
    at: noon,
  }));
  await store.database.transaction().execute((transaction) => insertDeliveries(transaction, deliveries));
  const first = bodyOf(deliveriesSchema, await (await askBackend('GET', replyEndpoints.backendDeliveries)).json());
  const second = bodyOf(deliveriesSchema, await (await askBackend('GET', `${replyEndpoints.backendDeliveries}?before=${first.next}`)).json());
  assert.deepEqual([first.deliveries.length, second.deliveries.length, second.next], [100, 30, undefined]);
  assert.equal(new Set([...first.deliveries, ...second.deliveries].map(({ id }) => id)).size, 130);
  const id = first.deliveries[0]?.id ?? '';
  await service.ports.database.updateTable('deliveries').set({ state: 'given-up', attempts: 13, last_status: 500 }).where('id', '=', id).execute();
  const replayed = bodyOf(deliverySchema, await (await askBackend('POST', replyEndpoints.backendReplay(id))).json());
  assert.deepEqual([replayed.state.kind, replayed.state.attempts], ['waiting', 0]);
  assert.equal((await askBackend('POST', replyEndpoints.backendReplay('msg_0000000000000999'))).status, 404);
});
