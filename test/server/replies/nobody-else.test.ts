import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { replyEndpoints, replyPageSchema } from '../../../src/contract/index.ts';
import { replyBackendRoutes } from '../../../src/server/replies/backend-routes.ts';
import { checkUpRoutes } from '../../../src/server/replies/check-up/check-up-routes.ts';
import { proofRoutes } from '../../../src/server/replies/proof/proof-routes.ts';
import { replyRoutes } from '../../../src/server/replies/routes.ts';
import { insertDeliveries } from '../../../src/server/store/deliveries.ts';
import { ignoreFinding } from '../../../src/server/store/ignored-findings.ts';
import { insertProof } from '../../../src/server/store/proofs.ts';
import { quickStore, type Person } from '../connect/given-service.ts';
import { acme, noon, serviceOrigin } from '../given-ports.ts';
import { mint, serverClaims, userClaims } from '../mint-token.ts';
import { givenReplies, lea, ownerOf, valueOf, type GivenReplies } from './feed/given-replies.ts';

/**
 * Everything that belongs to one person, and everybody else who may ask for it: another user, the same user in another
 * organisation, the same two at another tenant, and that tenant's backend. They are answered as if it did not exist, and
 * nothing of it changes.
 */
const store = await quickStore();
after(() => store.close());

let given: GivenReplies;
let connectionId = '';
let replyId = '';
const deliveryId = 'msg_of-lea-0000000000000';

before(async () => {
  given = await givenReplies(store, { tenants: [acme, { ...acme, id: 'beta' }] });
  connectionId = (await given.service.connect(lea)).connection.id;
  replyId = await given.came(0, { connectionId, subject: 'CANARY for Lea alone' });
  const owner = ownerOf(lea);
  await store.database.transaction().execute((transaction) =>
    insertDeliveries(transaction, [{ id: deliveryId, owner, target: 'crm', orderKey: 't', type: 'reply.found', payload: 'CANARY', at: noon }]),
  );
  await insertProof(store.database, { id: 'proof-of-lea-0000', owner, connectionId, mark: 'mark-of-lea-00000', askedAt: noon, endsAt: noon + 60_000 });
  await ignoreFinding(store.database, connectionId, 'finding-of-lea-00', noon);
});

const others: readonly (readonly [who: string, person: Person])[] = [
  ['another user', { user: 'hugo' }],
  ['the same user of another organisation', { user: 'lea', org: 'org-2' }],
  ['the same user of another tenant', { user: 'lea', tenant: 'beta' }],
];

/** Whatever is said in a query or a body of who is meant is nobody's business. */
const pretending = (): string => `?since=0&era=none&tenant=acme&org=org-1&user=lea&replyId=${replyId}&connectionId=${connectionId}`;

interface Asked {
  readonly method: string;
  readonly path: () => string;
  readonly body?: () => object;
  /** Absent: the answer is one's own, and holds nothing of the other's. */
  readonly refused?: true;
}

const asked: Readonly<Record<string, Asked>> = {
  listReplies: { method: 'GET', path: () => replyEndpoints.replies },
  listReplyChanges: { method: 'GET', path: () => replyEndpoints.replyChanges },
  markRepliesSeen: { method: 'POST', path: () => replyEndpoints.repliesSeen, body: () => ({ ids: [replyId] }) },
  readTracking: { method: 'GET', path: () => replyEndpoints.tracking },
  correctReply: { method: 'POST', path: () => replyEndpoints.replyVerdict(replyId), body: () => ({ verdict: 'bounce' }), refused: true },
  markReplyHandled: { method: 'POST', path: () => replyEndpoints.replyHandled(replyId), body: () => ({ handled: true }), refused: true },
  readReplyText: { method: 'GET', path: () => replyEndpoints.replyText(replyId), refused: true },
  checkMailbox: { method: 'POST', path: () => replyEndpoints.mailboxCheck(connectionId), refused: true },
  checkUp: { method: 'GET', path: () => replyEndpoints.checkUp(connectionId), refused: true },
  ignoreFinding: { method: 'POST', path: () => replyEndpoints.ignoreFinding(connectionId), body: () => ({ key: 'finding-of-lea-00', ignored: false }), refused: true },
  askProof: { method: 'POST', path: () => replyEndpoints.proof(connectionId), body: () => ({}), refused: true },
  readProof: { method: 'GET', path: () => replyEndpoints.proof(connectionId), refused: true },
};

const backendAsked = ['listDeliveries', 'replayDelivery', 'trackMail'];

/** Every row of Lea's, in every table, as it stands. */
const belongings = async (): Promise<readonly unknown[]> => {
  const tables = ['connections', 'mailboxes', 'tracked_mails', 'tracked_people', 'replies', 'deliveries', 'proofs', 'ignored_findings', 'feeds'];
  const rows: unknown[] = [];
  for (const table of tables) {
    const own = ['tracked_people', 'ignored_findings'].includes(table) ? sql`connection_id = ${connectionId}` : sql`tenant = 'acme' and org = 'org-1' and crm_user = 'lea'`;
    rows.push((await sql`select * from ${sql.table(table)} where ${own} order by 1, 2`.execute(store.database)).rows);
  }
  return rows;
};

test('every route of replies is tried here', () => {
  const { ports } = given.service;
  const names = [...replyRoutes(ports), ...checkUpRoutes(ports), ...proofRoutes(ports)].map((route) => (route.kind === 'api' ? route.name : ''));
  assert.deepEqual(names.toSorted(), [...Object.keys(asked), 'followReplies'].toSorted());
  assert.deepEqual(replyBackendRoutes(ports).map((route) => (route.kind === 'api' ? route.name : '')).toSorted(), backendAsked);
});

for (const [name, { method, path, body, refused }] of Object.entries(asked)) {
  for (const [who, person] of others) {
    test(`${name} by ${who} neither shows nor changes anything`, async () => {
      const { service } = given;
      const untouched = await belongings();
      const gmailAsked = service.google.count('token');
      const answer = await service.call(person, method, `${path()}${pretending()}`, body && { ...body(), user: 'lea', org: 'org-1', tenant: 'acme' });
      const text = JSON.stringify(answer.body ?? '');
      assert.doesNotMatch(text, /CANARY/);
      if (refused) assert.deepEqual([answer.status, /"code":"(reply|connection)-unknown"/.test(text)], [404, true], text);
      else assert.deepEqual([answer.status, text.includes(connectionId) || text.includes(replyId)], [200, false], text);
      assert.deepEqual(await belongings(), untouched);
      assert.equal(service.google.count('token'), gmailAsked);
    });
  }
}

test('nobody else’s stream tells of it, from whichever place it is asked for', async () => {
  const { service } = given;
  const { era } = valueOf(replyPageSchema, await service.call(lea, 'GET', replyEndpoints.replies));
  for (const [who, { tenant = 'acme', org = 'org-1', user }] of others) {
    for (const since of ['0', '1', '999999999']) {
      const token = await mint(userClaims({ iss: tenant, org, sub: user }));
      const headers = { Authorization: `Bearer ${token}`, Origin: 'https://crm.acme.example' };
      const answer = await service.app(new Request(`${serviceOrigin}${replyEndpoints.replyStream}?since=${since}&era=${era}&user=lea`, { headers }));
      assert.equal(answer.status, 200);
      const reader = answer.body?.getReader();
      let text = '';
      for (let over = false; !over && !text.includes('"tracking"'); ) {
        const piece = await reader?.read();
        over = piece?.done ?? true;
        text += new TextDecoder().decode(piece?.value);
      }
      await reader?.cancel();
      assert.doesNotMatch(text, /CANARY|"type":"reply"/, who);
      assert.equal(text.includes(connectionId), false);
    }
  }
});

test('no other tenant’s backend reads, replays or registers anything of it', async () => {
  const { service } = given;
  const before = await belongings();
  const ask = async (method: string, path: string): Promise<Response> =>
    service.app(new Request(`${serviceOrigin}${path}`, { method, headers: { authorization: `Bearer ${await mint(serverClaims({ iss: 'beta' }))}` } }));
  for (const query of ['', '?state=waiting', `?before=${deliveryId}`, '?tenant=acme']) {
    assert.deepEqual(await (await ask('GET', `${replyEndpoints.backendDeliveries}${query}`)).json(), { deliveries: [] });
  }
  assert.equal((await ask('POST', `${replyEndpoints.backendReplay(deliveryId)}?tenant=acme`)).status, 404);
  const mail = { org: 'org-1', user: 'lea', connectionId, messageId: 'a@b.example', subject: 's', recipients: ['a@b.example'], sentAt: new Date(noon).toISOString(), tenant: 'acme' };
  assert.equal((await service.callAsBackend(replyEndpoints.backendMails, mail, 'beta')).status, 404);
  for (const change of [{ user: 'hugo' }, { org: 'org-2' }]) assert.equal((await service.callAsBackend(replyEndpoints.backendMails, { ...mail, ...change })).status, 404);
  assert.deepEqual(await belongings(), before);
});

test('a page’s token opens nothing of the backend, and a backend’s token nothing of a page', async () => {
  const { service } = given;
  for (const [method, path] of [['GET', replyEndpoints.backendDeliveries], ['POST', replyEndpoints.backendReplay(deliveryId)], ['POST', replyEndpoints.backendMails]] as const) {
    assert.equal((await service.call(lea, method, path, method === 'GET' ? undefined : {})).status, 401, path);
  }
  const token = await mint(serverClaims());
  for (const { method, path, body } of [...Object.values(asked), { method: 'GET', path: () => replyEndpoints.replyStream, body: undefined }]) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-requested-with': 'x' };
    const request = new Request(`${serviceOrigin}${path()}${pretending()}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body()) }) });
    assert.equal((await service.app(request)).status, 401, path());
  }
});

test('Lea herself is shown all of it', async () => {
  const { service } = given;
  for (const { method, path, body, refused } of Object.values(asked).filter(({ method, refused }) => method === 'GET' || refused)) {
    if (path() === replyEndpoints.replyText(replyId) || path() === replyEndpoints.checkUp(connectionId) || (method === 'POST' && path() === replyEndpoints.proof(connectionId))) continue;
    const answer = await service.call(lea, method, `${path()}${pretending()}`, body?.());
    assert.ok(answer.status < 300, `${path()} ${JSON.stringify(answer.body)} ${refused}`);
  }
});
