import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { changedOutgoingSchema, errorBodySchema, outgoingContentSchema, outgoingPageSchema, sendingEndpoints } from '../../../src/contract/index.ts';
import { quickStore } from '../connect/given-service.ts';
import { givenReplies, lea, valueOf, type GivenReplies } from '../replies/feed/given-replies.ts';

/** Whatever a page, or somebody in its place, puts into a question about mail that leaves: the answer says in a sentence what is wrong with it. */
const store = await quickStore();
after(() => store.close());

let given: GivenReplies;
let connectionId = '';
let mailId = '';

const when = { kind: 'at', wall: '2026-03-04T09:00', zone: 'UTC' } as const;
const mail = { to: [{ name: 'Anna Berg', address: 'anna@globex.example' }], subject: 'Renewal', text: 'x' };

before(async () => {
  given = await givenReplies(store);
  connectionId = (await given.service.connect(lea)).connection.id;
  const queued = await given.service.call(lea, 'POST', sendingEndpoints.outgoing, { connectionId, key: 'key-of-lea', mail, when });
  mailId = valueOf(changedOutgoingSchema, queued).mail.id;
});

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '\0',
  'a\r\nBcc: x@evil.example',
  '../../',
  '\ud800',
  '9999-12-31T23:59',
  "'; drop table outgoing_mails; --",
  'x'.repeat(100_000),
  [],
  [null],
  JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":1}}'),
];

/** What is asked as usual, with each part of it, one at a time, replaced by each of these. */
function* spoiled(asked: unknown): Generator<unknown> {
  yield* odd;
  if (Array.isArray(asked)) {
    for (const [index, part] of asked.entries()) for (const other of spoiled(part)) yield asked.with(index, other);
  } else if (typeof asked === 'object' && asked !== null) {
    for (const [name, part] of Object.entries(asked)) for (const other of spoiled(part)) yield { ...asked, [name]: other };
  }
}

const draft = { id: 'draft-00000000000001', version: 1 };
const questions: readonly (readonly [name: string, path: () => string, body: () => object])[] = [
  ['queueMail', () => sendingEndpoints.outgoing, () => ({ connectionId, key: 'key-of-odd-mail', mail, when, recipientZone: 'UTC', anyHour: true, draft })],
  ['queueBatch', () => sendingEndpoints.batches, () => ({ connectionId, key: 'key-of-odd-batch', mails: [{ mail, when, recipientZone: 'UTC' }], when, anyHour: true, draft })],
  ['editOutgoing', () => sendingEndpoints.outgoingEdit(mailId), () => ({ version: 7, mail: { ...mail, from: 'anna@northpeak.example', attachments: ['file-0000000000000001'], answersReply: 'reply-000000000001', marketing: true }, when })],
  ['cancelOutgoing', () => sendingEndpoints.outgoingCancel(mailId), () => ({ version: 7 })],
  ['sendOutgoingNow', () => sendingEndpoints.outgoingSendNow(mailId), () => ({ version: 7 })],
  ['orderOutgoing', () => sendingEndpoints.outgoingOrder(mailId), () => ({ version: 7, place: { kind: 'before', mailId: 'mail-0000000000000001' } })],
  ['decideOutgoing', () => sendingEndpoints.outgoingDecide(mailId), () => ({ version: 7, decision: { kind: 'reschedule', when } })],
  ['uploadAttachment', () => sendingEndpoints.attachments, () => ({ name: 'a.txt', type: 'text/plain', content: 'eA==' })],
  ['forecastSending', () => sendingEndpoints.sendingForecast(connectionId), () => ({ when, anyHour: true, mails: [{ recipients: [{ name: 'A', address: 'a@globex.example' }], recipientZone: 'UTC' }] })],
  ['setSendingRules', () => sendingEndpoints.sendingRules(connectionId), () => ({ zone: 'UTC', hours: { clockOf: 'sender', days: [1], from: '08:00', until: '09:00' } })],
  ['saveDraft', () => sendingEndpoints.draft('draft-00000000000002'), () => ({ version: 0, draft: { connectionId, mail, typed: { to: '', cc: '', bcc: '' }, separately: true, when } })],
];
for (const [name, path, body] of questions) {
  test(`${name} answers whatever it is asked, in a sentence where it refuses`, async () => {
    const { service } = given;
    let asked = 0;
    for (const question of spoiled(body())) {
      asked += 1;
      // A key is used once: else the mail of the first question answers all others.
      const own = typeof question === 'object' && question !== null && 'key' in question && typeof question.key === 'string' && question.key.startsWith('key-of-odd') ? { ...question, key: `${question.key}-${asked}` } : question;
      const answer = await service.call(lea, 'POST', path(), own);
      if (answer.status === 200) continue;
      const what = JSON.stringify(question).slice(0, 200);
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${what}`);
      const { error, message } = errorBodySchema.parse(answer.body);
      assert.ok(message.length > 10 && message.endsWith('.') && error.code !== 'internal', what);
      assert.doesNotMatch(message, /evil|drop table|__proto__/);
    }
    assert.ok(asked > 30);
    const kept = valueOf(outgoingContentSchema, await service.call(lea, 'GET', sendingEndpoints.outgoingMail(mailId)));
    assert.deepEqual([kept.mail.version, kept.mail.subject, kept.mail.state.kind], [1, 'Renewal', 'waiting']);
  });
}

test('no question is read beyond its bound, and no batch is longer than a thousand', async () => {
  const { service } = given;
  const code = async (path: string, body: object): Promise<string> => errorBodySchema.parse((await service.call(lea, 'POST', path, body)).body).error.code;
  const text = 'x'.repeat(2_000_001);
  assert.equal(await code(sendingEndpoints.outgoing, { connectionId, key: 'key-of-long-text', mail: { ...mail, text }, when }), 'request-malformed');
  assert.equal(await code(sendingEndpoints.outgoing, { connectionId, key: 'key-of-large-one', mail: { ...mail, text: 'x'.repeat(13_000_000) }, when }), 'body-too-large');
  assert.equal(await code(sendingEndpoints.outgoingCancel(mailId), { version: 1, more: 'x'.repeat(100_000) }), 'body-too-large');
  assert.equal(await code(sendingEndpoints.batches, { connectionId, key: 'key-of-long-batch', when, mails: new Array(1_001).fill({ mail }) }), 'request-malformed');
});

test('addresses that stand for several people, or for none, are refused, and odd ones that are one are taken', async () => {
  const { service } = given;
  const answerFor = async (address: string, index: number): Promise<string> => {
    const answer = await service.call(lea, 'POST', sendingEndpoints.outgoing, { connectionId, key: `key-of-address-${index}`, mail: { ...mail, to: [{ address }] }, when });
    return answer.status === 200 ? 'taken' : errorBodySchema.parse(answer.body).error.code;
  };
  const refused = ['team: a@globex.example, b@globex.example;', 'a@globex.example, b@globex.example', 'a@globex.example;b@globex.example', 'Anna <a@globex.example>', '"a" <b@globex.example>', 'a@[127.0.0.1]', 'a@localhost', '@globex.example', 'a@globex.example\tBcc: b@globex.example', 'a@b@globex.example'];
  for (const [index, address] of refused.entries()) assert.ok(['address-invalid', 'request-malformed'].includes(await answerFor(address, index)), address);
  const taken = ['ünï@globex.example', 'a@bücher.example', "o'brien+tag@globex.example"];
  for (const [index, address] of taken.entries()) assert.equal(await answerFor(address, 100 + index), 'taken', address);
});

test('whatever stands in a query, a list has between one and 500 rows, and a place that is none is refused', async () => {
  const { service } = given;
  const list = (query: string) => service.call(lea, 'GET', `${sendingEndpoints.outgoing}?${query}`);
  for (const limit of ['0', '1', '999999999']) assert.ok(valueOf(outgoingPageSchema, await list(`limit=${limit}`)).mails.length <= 500);
  assert.equal(valueOf(outgoingPageSchema, await list('limit=0')).mails.length, 1);
  for (const query of ['limit=-1', 'limit=x', 'limit=9999999999', 'before=../..', 'before=9999999999999999.mail-00000000000001', 'before=%00', 'connectionId=%27', 'open=1']) assert.equal((await list(query)).status, 400, query);
  for (const id of ['%00', '..%2f..', 'x'.repeat(5_000), '%27%20or%201=1']) assert.ok([400, 404].includes((await service.call(lea, 'GET', sendingEndpoints.outgoingMail(id))).status), id);
});

test('nothing of all that was taken for an error of the service', async () => {
  assert.deepEqual(given.service.lines.filter((line) => line.includes('"level":"error"')), []);
  const { rows } = await sql`select 1 from outgoing_mails where subject like '%Bcc:%' or shown_to like '%Bcc:%'`.execute(store.database);
  assert.deepEqual(rows, []);
});
