import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { batchSchema, changedOutgoingSchema, sendingEndpoints, outgoingPageSchema, uploadedAttachmentSchema } from '../../../../src/contract/index.ts';
import { quickStore } from '../../connect/given-service.ts';
import { acme, serviceOrigin } from '../../given-ports.ts';
import { mint, serverClaims, userClaims } from '../../mint-token.ts';
import { givenReplies, lea, valueOf, type GivenReplies } from '../../replies/feed/given-replies.ts';

const store = await quickStore();
after(() => store.close());
let given: GivenReplies;
let connectionId = '';

before(async () => {
  given = await givenReplies(store, { tenants: [acme, { ...acme, id: 'beta' }] });
  connectionId = (await given.service.connect(lea)).connection.id;
});

const mail = { to: [{ address: 'anna.berg@globex.example' }], subject: 'Your contract', text: 'x', reference: 'deal-7' };
const when = { kind: 'at', wall: '2026-03-04T09:00', zone: 'UTC' };
const post = async (path: string, body: object, claims = serverClaims()): Promise<{ readonly status: number; readonly body: unknown }> => {
  const headers = { authorization: `Bearer ${await mint(claims)}`, 'content-type': 'application/json' };
  const response = await given.service.app(new Request(`${serviceOrigin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  return { status: response.status, body: await response.json() };
};
const forLea = { org: 'org-1', user: 'lea' };

test('a host’s backend has a mail and a batch sent for a user, who sees them', async () => {
  const one = await post(sendingEndpoints.backendOutgoing, { ...forLea, connectionId, key: 'key-of-host-01', mail, when });
  assert.equal(one.status, 200, JSON.stringify(one.body));
  const { id, reference } = changedOutgoingSchema.parse(one.body).mail;
  assert.equal(reference, 'deal-7');
  const again = await post(sendingEndpoints.backendOutgoing, { ...forLea, connectionId, key: 'key-of-host-01', mail, when });
  assert.equal(changedOutgoingSchema.parse(again.body).mail.id, id);
  const many = await post(sendingEndpoints.backendBatches, { ...forLea, connectionId, key: 'key-of-host-02', mails: [{ mail }, { mail: { to: [], subject: '' } }], when });
  const { total, waiting, failed } = batchSchema.parse(many.body);
  assert.deepEqual({ total, waiting, failed }, { total: 2, waiting: 1, failed: 1 });
  const seen = valueOf(outgoingPageSchema, await given.service.call(lea, 'GET', sendingEndpoints.outgoing));
  assert.equal(seen.mails.length, 3);
});

test('a file that a host’s backend hands over for a user belongs to mails of that user alone', async () => {
  const file = { name: 'offer.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7').toString('base64') };
  const { status, body } = await post(sendingEndpoints.backendAttachments, { ...forLea, ...file });
  assert.equal(status, 200, JSON.stringify(body));
  const { id, size } = uploadedAttachmentSchema.parse(body).attachment;
  assert.equal(size, 8);
  const withFile = { ...mail, attachments: [id] };
  const sent = await post(sendingEndpoints.backendOutgoing, { ...forLea, connectionId, key: 'key-of-host-05', mail: withFile, when });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const foreign = await post(sendingEndpoints.backendAttachments, { org: 'org-1', user: 'hugo', ...file });
  const other = await post(sendingEndpoints.backendOutgoing, { ...forLea, connectionId, key: 'key-of-host-06', mail: { ...mail, attachments: [uploadedAttachmentSchema.parse(foreign.body).attachment.id] }, when });
  assert.equal(other.status, 422);
  assert.equal((await post(sendingEndpoints.backendAttachments, { ...forLea, ...file, content: 'no base64!' })).status, 400);
});

test('a mailbox of somebody else, or of another host, is none', async () => {
  const asked = { connectionId, key: 'key-of-host-03', mail, when };
  const strangers = [
    await post(sendingEndpoints.backendOutgoing, { ...asked, org: 'org-1', user: 'hugo' }),
    await post(sendingEndpoints.backendOutgoing, { ...asked, org: 'org-2', user: 'lea' }),
    await post(sendingEndpoints.backendOutgoing, { ...asked, ...forLea }, serverClaims({ iss: 'beta' })),
  ];
  assert.deepEqual(strangers.map(({ status }) => status), [404, 404, 404]);
});

test('a page may not speak for a user by a token of its own', async () => {
  const { status } = await post(sendingEndpoints.backendOutgoing, { ...forLea, connectionId, key: 'key-of-host-04', mail, when }, userClaims());
  assert.ok(status === 401 || status === 403);
  const upload = await post(sendingEndpoints.backendAttachments, { ...forLea, name: 'x', type: 'text/plain', content: 'eA==' }, userClaims());
  assert.ok(upload.status === 401 || upload.status === 403);
});
