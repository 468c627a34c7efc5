import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { replyEndpoints } from '../../../src/contract/index.ts';
import { quickStore } from '../connect/given-service.ts';
import { noon } from '../given-ports.ts';
import { givenReplies, lea } from './feed/given-replies.ts';

const store = await quickStore();
after(() => store.close());

test('no parameter of a list, of the changes or of a stream reaches the database as it cannot be', async () => {
  const { service } = await givenReplies(store);
  const refused = [
    `${replyEndpoints.replies}?before=99999999999999.${'x'.repeat(24)}`,
    `${replyEndpoints.replies}?before=999999999999999.${'x'.repeat(24)}`,
    `${replyEndpoints.replies}?before=-1.${'x'.repeat(24)}`,
    `${replyEndpoints.replies}?before=1.%00${'x'.repeat(24)}`,
    `${replyEndpoints.replies}?limit=-1`,
    `${replyEndpoints.replies}?limit=1e9`,
    `${replyEndpoints.replyChanges}?since=-1&era=one`,
    `${replyEndpoints.replyChanges}?since=9999999999&era=one`,
    `${replyEndpoints.replyChanges}?since=NaN&era=one`,
    `${replyEndpoints.replyChanges}?since=1`,
    `${replyEndpoints.replyChanges}?since=1&era=%00`,
    `${replyEndpoints.replyChanges}?since=1&era=${'x'.repeat(65)}`,
    `${replyEndpoints.replyStream}?since=1`,
    `${replyEndpoints.replyStream}?since=-1&era=one`,
    `${replyEndpoints.replyStream}?since=9999999999&era=one`,
  ];
  for (const path of refused) assert.equal((await service.call(lea, 'GET', path)).status, 400, path);
  for (const path of [`${replyEndpoints.replies}?limit=0`, `${replyEndpoints.replies}?limit=999999999`, `${replyEndpoints.replies}?before=9999999999999.${'x'.repeat(24)}`, `${replyEndpoints.replyChanges}?since=999999999&era=one`]) {
    assert.equal((await service.call(lea, 'GET', path)).status, 200, path);
  }
});

test('no text or time of a host that registers a mail is more than the database can hold', async () => {
  const { service } = await givenReplies(store);
  const { connection } = await service.connect();
  const mail = { org: 'org-1', user: 'user-1', connectionId: connection.id, messageId: 'one@crm.example', subject: 'Renewal', recipients: ['anna@globex.example'], sentAt: new Date(noon).toISOString() };
  const refused = [
    { sentAt: '2026-99-99T99:99:99.999Z' },
    { sentAt: '0000-00-00T00:00:00.000Z' },
    { sentAt: '0000-01-01T00:00:00.000Z' },
    { subject: 'a\0b' },
    { reference: '\0' },
    { messageId: 'a\0b@c' },
    { user: 'user-1\0' },
    { org: '\0org-1' },
    { recipients: ['a\0@globex.example'] },
  ];
  for (const change of refused) {
    assert.equal((await service.callAsBackend(replyEndpoints.backendMails, { ...mail, ...change })).status, 400, JSON.stringify(change));
  }
  const many = Array.from({ length: 500 }, (_, index) => `somebody.with.a.longer.name.${index}@subsidiary.globex.example`);
  assert.equal((await service.callAsBackend(replyEndpoints.backendMails, { ...mail, recipients: many })).status, 200);
});
