import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { batchSchema, changedOutgoingSchema, sendingEndpoints, unsubscribePath, uploadedAttachmentSchema } from '../../../src/contract/index.ts';
import { attachmentRoutes } from '../../../src/server/sending/channel/attachment-routes.ts';
import { complianceRoutes } from '../../../src/server/sending/compliance/routes.ts';
import { draftRoutes } from '../../../src/server/sending/drafts/routes.ts';
import { meterRoutes } from '../../../src/server/sending/meter/routes.ts';
import { outgoingRoutes } from '../../../src/server/sending/queue/routes.ts';
import { ruleRoutes } from '../../../src/server/sending/rules/routes.ts';
import { suppress } from '../../../src/server/store/suppressions.ts';
import { quickStore, type Person } from '../connect/given-service.ts';
import { acme, noon, serviceOrigin } from '../given-ports.ts';
import { mint, serverClaims } from '../mint-token.ts';
import { givenReplies, lea, valueOf, type GivenReplies } from '../replies/feed/given-replies.ts';

/**
 * All that belongs to one person of what is sent, and everybody else who may ask for it: another user, the same user in another
 * organisation, the same at another tenant, and that tenant's backend. They are answered as if it did not exist, and nothing of
 * it changes.
 */
const store = await quickStore();
after(() => store.close());

let given: GivenReplies;
let connectionId = '';
let mailId = '';
let batchId = '';
let fileId = '';
let replyId = '';
const draftId = 'draft-of-lea-00000001';

const tomorrow = { kind: 'at', wall: '2026-03-04T09:00', zone: 'UTC' } as const;
const canary = { to: [{ name: 'CANARYNAME', address: 'canary.address@globex.example' }], subject: 'CANARY for Lea alone', text: 'CANARYBODY' };

before(async () => {
  given = await givenReplies(store, { tenants: [acme, { ...acme, id: 'beta' }] });
  const { service } = given;
  connectionId = (await service.connect(lea)).connection.id;
  replyId = await given.came(0, { connectionId });
  fileId = valueOf(uploadedAttachmentSchema, await service.call(lea, 'POST', sendingEndpoints.attachments, { name: 'CANARY.txt', type: 'text/plain', content: 'eA==' })).attachment.id;
  const queued = valueOf(changedOutgoingSchema, await service.call(lea, 'POST', sendingEndpoints.outgoing, { connectionId, key: 'key-of-lea', mail: { ...canary, attachments: [fileId], answersReply: replyId }, when: tomorrow }));
  mailId = queued.mail.id;
  batchId = valueOf(batchSchema, await service.call(lea, 'POST', sendingEndpoints.batches, { connectionId, key: 'batch-of-lea', when: tomorrow, mails: [{ mail: canary }] })).id;
  assert.equal((await service.call(lea, 'POST', sendingEndpoints.draft(draftId), { version: 0, draft: { mail: canary } })).status, 200);
  await suppress(store.database, { tenant: 'acme', org: 'org-1' }, [{ what: 'canary@globex.example', cause: 'unsubscribed', at: noon }]);
});

const others: readonly (readonly [who: string, person: Person])[] = [
  ['another user', { user: 'hugo' }],
  ['the same user of another organisation', { user: 'lea', org: 'org-2' }],
  ['the same user of another tenant', { user: 'lea', tenant: 'beta' }],
];

/** Whatever is said in a query or a body of who is meant is nobody's business. */
const pretending = (): string => `?since=0&era=none&tenant=acme&org=org-1&user=lea&mailId=${mailId}&connectionId=${connectionId}&ids=${fileId}&version=9`;

interface Asked {
  readonly method: string;
  readonly path: () => string;
  readonly body?: () => object;
  /** Absent: the answer is one's own, and holds nothing of the other's. */
  readonly refused?: true;
}

const mail = { ...canary, subject: 'Mine', text: 'x', to: [{ address: 'x@globex.example' }] };
const asked: Readonly<Record<string, Asked>> = {
  queueMail: { method: 'POST', path: () => sendingEndpoints.outgoing, body: () => ({ connectionId, key: 'key-of-lea', mail, when: tomorrow }), refused: true },
  listOutgoing: { method: 'GET', path: () => sendingEndpoints.outgoing },
  listOutgoingChanges: { method: 'GET', path: () => sendingEndpoints.outgoingChanges },
  queueBatch: { method: 'POST', path: () => sendingEndpoints.batches, body: () => ({ connectionId, key: 'batch-of-lea', when: tomorrow, mails: [{ mail }] }), refused: true },
  readBatch: { method: 'GET', path: () => sendingEndpoints.batch(batchId), refused: true },
  readOutgoing: { method: 'GET', path: () => sendingEndpoints.outgoingMail(mailId), refused: true },
  editOutgoing: { method: 'POST', path: () => sendingEndpoints.outgoingEdit(mailId), body: () => ({ version: 1, mail }), refused: true },
  cancelOutgoing: { method: 'POST', path: () => sendingEndpoints.outgoingCancel(mailId), body: () => ({ version: 1 }), refused: true },
  sendOutgoingNow: { method: 'POST', path: () => sendingEndpoints.outgoingSendNow(mailId), body: () => ({ version: 1 }), refused: true },
  orderOutgoing: { method: 'POST', path: () => sendingEndpoints.outgoingOrder(mailId), body: () => ({ version: 1, place: { kind: 'first' } }), refused: true },
  decideOutgoing: { method: 'POST', path: () => sendingEndpoints.outgoingDecide(mailId), body: () => ({ version: 1, decision: { kind: 'cancel' } }), refused: true },
  listDrafts: { method: 'GET', path: () => sendingEndpoints.drafts },
  readDraft: { method: 'GET', path: () => sendingEndpoints.draft(draftId), refused: true },
  // Made of her first version it is a draft that this person never had; one that is thrown away is not there either way.
  saveDraft: { method: 'POST', path: () => sendingEndpoints.draft(draftId), body: () => ({ version: 1, draft: { mail } }), refused: true },
  deleteDraft: { method: 'DELETE', path: () => sendingEndpoints.draft(draftId) },
  listAttachments: { method: 'GET', path: () => sendingEndpoints.attachments },
  readSendingLimits: { method: 'GET', path: () => sendingEndpoints.sendingLimits(connectionId), refused: true },
  forecastSending: { method: 'POST', path: () => sendingEndpoints.sendingForecast(connectionId), body: () => ({ when: { kind: 'now' }, mails: [{ recipients: [{ address: 'x@globex.example' }] }] }), refused: true },
  readSendingRules: { method: 'GET', path: () => sendingEndpoints.sendingRules(connectionId), refused: true },
  readSenders: { method: 'GET', path: () => sendingEndpoints.senders(connectionId), refused: true },
  setSendingRules: { method: 'POST', path: () => sendingEndpoints.sendingRules(connectionId), body: () => ({ zone: 'Europe/Paris', hours: null }), refused: true },
};

/** What is uploaded is one's own. */
const one = ['uploadAttachment'];
const backendAsked = ['listSuppressions', 'overrideLimits', 'readCompliance', 'suppress', 'unsuppress'];

/** Every row of Lea's, in every table, as it stands. */
const belongings = async (): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for (const table of ['connections', 'outgoing_mails', 'sending_mailboxes', 'attachments', 'drafts', 'feeds', 'audit', 'replies']) {
    rows.push((await sql`select * from ${sql.table(table)} where tenant = 'acme' and org = 'org-1' and crm_user = 'lea' order by 1, 2`.execute(store.database)).rows);
  }
  rows.push((await sql`select * from attachment_uses where outgoing_id = ${mailId}`.execute(store.database)).rows);
  rows.push((await sql`select * from suppressions where tenant = 'acme' and org = 'org-1'`.execute(store.database)).rows);
  return rows;
};

const namesOf = (routes: ReturnType<typeof outgoingRoutes>, kind: 'page' | 'backend'): readonly string[] =>
  routes.flatMap((route) => (route.kind === 'api' && route.path.startsWith('/v1/backend/') === (kind === 'backend') ? [route.name] : []));

test('every route of sending is tried here', () => {
  const { ports } = given.service;
  const routes = [...outgoingRoutes(ports), ...attachmentRoutes(ports), ...draftRoutes(ports), ...meterRoutes(ports), ...ruleRoutes(ports), ...complianceRoutes(ports)];
  assert.deepEqual(namesOf(routes, 'page').toSorted(), [...Object.keys(asked), ...one].toSorted());
  assert.deepEqual(namesOf(routes, 'backend').toSorted(), backendAsked);
});

for (const [name, { method, path, body, refused }] of Object.entries(asked)) {
  for (const [who, person] of others) {
    test(`${name} by ${who} neither shows nor changes anything`, async () => {
      const { service } = given;
      const untouched = await belongings();
      const query = refused === undefined && name === 'listOutgoing' ? '?open=true' : pretending();
      const answer = await service.call(person, method, `${path()}${query}`, body && { ...body(), user: 'lea', org: 'org-1', tenant: 'acme' });
      const text = JSON.stringify(answer.body ?? '');
      assert.doesNotMatch(text, /canary/i);
      if (refused) assert.deepEqual([answer.status, /"code":"(outgoing|connection|batch|draft)-unknown"/.test(text)], [404, true], text);
      else assert.deepEqual([answer.status, text.includes(connectionId) || text.includes(mailId) || text.includes(fileId)], [200, false], text);
      assert.deepEqual(await belongings(), untouched);
    });
  }
}

test('what another person may send names nothing of hers: no file, no reply, no mail', async () => {
  const { service } = given;
  const hugo: Person = { user: 'hugo' };
  const own = (await service.connect(hugo, { account: { sub: 'sub-of-hugo', email: 'hugo@northpeak.example' } })).connection.id;
  const queue = (key: string, change: object) => service.call(hugo, 'POST', sendingEndpoints.outgoing, { connectionId: own, key, mail: { ...mail, ...change }, when: tomorrow });
  const before = await belongings();
  assert.match(JSON.stringify((await queue('with-her-file', { attachments: [fileId] })).body), /attachment-unknown/);
  assert.match(JSON.stringify((await queue('from-her-address', { from: 'lea@northpeak.example' })).body), /sender-refused/);
  const batch = valueOf(batchSchema, await service.call(hugo, 'POST', sendingEndpoints.batches, { connectionId: own, key: 'his-batch', when: tomorrow, mails: [{ mail: { ...mail, attachments: [fileId] } }] }));
  assert.deepEqual([batch.failed, batch.mails[0]?.state.kind === 'failed' && batch.mails[0].state.reason.code], [1, 'attachment-gone']);
  // The same key in another mailbox is another mail.
  assert.notEqual(valueOf(changedOutgoingSchema, await queue('key-of-lea', {})).mail.id, mailId);
  assert.deepEqual(await belongings(), before);
});

test('no other tenant’s backend reads or changes anything, and a page’s token opens nothing of a backend', async () => {
  const { service } = given;
  const before = await belongings();
  const limits = { org: 'org-1', user: 'lea', limits: { messagesPerDay: 1 }, tenant: 'acme' };
  assert.equal((await service.callAsBackend(sendingEndpoints.backendLimits(connectionId), limits, 'beta')).status, 404);
  for (const change of [{ user: 'hugo' }, { org: 'org-2' }]) assert.equal((await service.callAsBackend(sendingEndpoints.backendLimits(connectionId), { ...limits, ...change })).status, 404);
  assert.equal((await service.callAsBackend(sendingEndpoints.backendUnsuppress, { org: 'org-1', what: ['canary@globex.example'], tenant: 'acme' }, 'beta')).status, 204);
  const get = async (path: string): Promise<string> => {
    const response = await service.app(new Request(`${serviceOrigin}${path}?org=org-1&tenant=acme`, { headers: { authorization: `Bearer ${await mint(serverClaims({ iss: 'beta' }))}` } }));
    assert.equal(response.status, 200);
    return response.text();
  };
  assert.equal(await get(sendingEndpoints.backendSuppressions), '{"entries":[]}');
  assert.equal(await get(sendingEndpoints.backendCompliance), '{"domains":[]}');
  for (const [method, path] of [['GET', sendingEndpoints.backendSuppressions], ['POST', sendingEndpoints.backendSuppressions], ['POST', sendingEndpoints.backendUnsuppress], ['GET', sendingEndpoints.backendCompliance], ['POST', sendingEndpoints.backendLimits(connectionId)]] as const) {
    assert.equal((await service.call(lea, method, `${path}?org=org-1`, method === 'GET' ? undefined : limits)).status, 401, path);
  }
  const token = await mint(serverClaims());
  for (const { method, path, body } of Object.values(asked)) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-requested-with': 'x' };
    const request = new Request(`${serviceOrigin}${path()}${pretending()}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body()) }) });
    assert.equal((await service.app(request)).status, 401, path());
  }
  assert.deepEqual(await belongings(), before);
});

test('an unsubscribe address made of the id of a usual mail changes nothing', async () => {
  const before = await belongings();
  const answer = await given.service.app(new Request(`${serviceOrigin}${unsubscribePath(mailId)}`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }));
  assert.equal(answer.status, 200);
  assert.deepEqual(await belongings(), before);
});

test('nothing of a mail stands in the log, the metrics, the audit, or in what hosts are told', async () => {
  const { service } = given;
  const metrics = await (await service.app(new Request(`${serviceOrigin}/metrics`))).text();
  const { rows: audit } = await sql`select * from audit`.execute(store.database);
  const { rows: told } = await sql`select * from deliveries`.execute(store.database);
  const { rows: stored } = await sql`select sealed_content, state, reason from outgoing_mails`.execute(store.database);
  for (const text of [service.lines.join('\n'), metrics, JSON.stringify(audit), JSON.stringify(told), JSON.stringify(stored)]) assert.doesNotMatch(text, /canary/i);
});
