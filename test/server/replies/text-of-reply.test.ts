import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decode, errorBodySchema, fail, replyEndpoints, replyTextSchema, succeed, type Outcome } from '../../../src/contract/index.ts';
import type { GmailFailure, GmailPort, WholeMail } from '../../../src/server/google/gmail-port.ts';
import { nextChange } from '../../../src/server/store/feeds.ts';
import { insertReplies } from '../../../src/server/store/replies.ts';
import { replyTextPlace } from '../../../src/server/store/sealed-places.ts';
import { givenService, quickStore } from '../connect/given-service.ts';
import { noon } from '../given-ports.ts';
import { startGoogle } from '../google/wire-google.ts';

const store = await quickStore();
const google = await startGoogle();
after(async () => {
  await store.close();
  await google.close();
});

let count = 0;

const mail = ['From: Anna <anna@globex.example>', 'Subject: Re: Renewal', '', 'Yes, <b>please</b>.', '', 'On 3 March 2026, Lea wrote:', '> Shall we renew?', ''].join('\r\n');

const given = async (answer: Outcome<Pick<WholeMail, 'bytes'>, GmailFailure | { readonly code: 'mail-gone' }>, kept?: string) => {
  const asked: string[] = [];
  const gmail: Pick<GmailPort, 'wholeMail'> = {
    wholeMail: async (_token, gmailId) => {
      asked.push(gmailId);
      return answer.ok ? succeed({ gmailId, threadId: 't', labels: [], receivedAt: noon, bytes: answer.value.bytes }) : answer;
    },
  };
  const service = await givenService(store, { google, ports: { gmail: gmail as GmailPort } });
  const { connection } = await service.connect();
  const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
  count += 1;
  const id = `reply-${String(count).padStart(12, '0')}`;
  await store.database.transaction().execute(async (transaction) => {
    await insertReplies(transaction, [{
      id,
      owner,
      connectionId: connection.id,
      gmailId: id,
      threadId: 't',
      messageId: undefined,
      receivedAt: noon,
      foundAt: noon,
      from: { name: 'Anna', address: 'anna@globex.example' },
      subject: 'Re: Renewal',
      judged: { verdict: 'reply', confidence: 1, evidence: [], bounce: undefined, returnDate: undefined, meeting: undefined },
      foundIn: 'inbox',
      answers: undefined,
      sealedText: kept === undefined ? undefined : service.ports.keyring.seal(kept, replyTextPlace({ ...owner, id })),
      seenAt: undefined,
      change: await nextChange(transaction, owner),
    }]);
  });
  const response = await service.call({}, 'GET', replyEndpoints.replyText(id));
  return { response, asked, id, lines: service.lines };
};

test('the text of a mail is read from Gmail, its quotations apart, and written into no log', async () => {
  const { response, asked, id, lines } = await given(succeed({ bytes: new TextEncoder().encode(mail) }));
  const decoded = decode(replyTextSchema, response.body);
  assert.ok(decoded.ok, JSON.stringify(response.body));
  assert.equal(decoded.value.text, 'Yes, <b>please</b>.');
  assert.equal(decoded.value.separated, true);
  assert.match(decoded.value.whole, /> Shall we renew\?/);
  assert.deepEqual(asked, [id]);
  assert.doesNotMatch(lines.join('\n'), /please|renew/i);
});

test('where Gmail does not give the mail, what the person wrote is still shown', async () => {
  for (const code of ['mail-gone', 'google-unavailable'] as const) {
    const { response } = await given(fail({ code }), 'Yes, please.');
    assert.deepEqual(response.body, { text: 'Yes, please.', separated: true, whole: '' });
  }
});

const refusals: readonly (readonly [GmailFailure['code'] | 'mail-gone', status: number, code: string])[] = [
  ['mail-gone', 410, 'mail-gone'],
  ['permission-missing', 409, 'tracking-not-permitted'],
  ['google-policy', 403, 'google-policy'],
  ['google-unavailable', 503, 'google-unavailable'],
  ['access-refused', 503, 'google-unavailable'],
];
for (const [code, status, shown] of refusals) {
  test(`Gmail’s ${code} is answered as ${shown} when nothing is kept`, async () => {
    const failure = code === 'mail-gone' ? fail({ code }) : fail({ code } as GmailFailure);
    const { response } = await given(failure);
    const body = decode(errorBodySchema, response.body);
    assert.deepEqual([response.status, body.ok && body.value.error.code], [status, shown]);
  });
}

test('what nobody can read as a mail is shown as nothing', async () => {
  const { response } = await given(succeed({ bytes: new Uint8Array([0, 255, 0, 255]) }));
  assert.deepEqual(response.body, { text: '', separated: false, whole: '' });
});
