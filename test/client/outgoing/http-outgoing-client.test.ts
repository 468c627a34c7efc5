import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpOutgoingClient } from '../../../src/client/outgoing/http-outgoing-client.ts';
import { createServiceCalls } from '../../../src/client/mail-client/ask-service.ts';
import { givenClock } from '../given-clock.ts';
import { givenForecast, givenOutgoing } from './given-outgoing.ts';

const mail = givenOutgoing();
const { signal } = new AbortController();

/** The client over a wire that answers what the test says, and writes down what was sent. */
const given = (answer: () => Response) => {
  const sent: { readonly line: string; readonly body: unknown }[] = [];
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    sent.push({ line: `${init?.method} ${String(url).replace('https://connect.example', '')}`, body });
    return answer();
  };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: () => 'a.e30.c' };
  const calls = createServiceCalls('https://connect.example', settings, { fetch, pageUrl: () => 'https://crm.example/', clock: givenClock() });
  return { client: createHttpOutgoingClient(calls, () => 'Europe/Paris'), sent };
};

const wishes = [
  ['cancel', { kind: 'cancel' }, 'cancel', { version: 3 }],
  ['send now', { kind: 'send-now' }, 'send-now', { version: 3 }],
  ['another time', { kind: 'time', when: { kind: 'now' } }, 'edit', { version: 3, when: { kind: 'now' } }],
  ['another place in its line', { kind: 'order', place: { kind: 'first' } }, 'order', { version: 3, place: { kind: 'first' } }],
  ['a decision', { kind: 'decide', decision: { kind: 'sent' } }, 'decide', { version: 3, decision: { kind: 'sent' } }],
] as const;
for (const [title, wish, path, body] of wishes) {
  test(`a wish of a person is told with the version they saw: ${title}`, async () => {
    const { client, sent } = given(() => Response.json({ mail }));
    assert.deepEqual(await client.carryOut(mail.id, 3, wish, signal), { ok: true, value: mail });
    assert.deepEqual(sent, [{ line: `POST /v1/outgoing/${mail.id}/${path}`, body }]);
  });
}

test('whoever sends tells by which clock they live', async () => {
  const { client, sent } = given(() => Response.json({ mail }));
  const asked = { connectionId: mail.connectionId, key: 'key-00000001', mail: { to: [], subject: 'Agenda' }, when: { kind: 'now' as const } };
  await client.queue(asked, signal);
  assert.deepEqual(sent, [{ line: 'POST /v1/outgoing', body: { zone: 'Europe/Paris', ...asked } }]);
});

test('changes are asked for from a place in a feed of one era', async () => {
  const { client, sent } = given(() => Response.json({ mails: [mail], change: 8, era: 'e1', more: false }));
  assert.deepEqual(await client.changes({ change: 7, era: 'e1' }, signal), { ok: true, value: { mails: [mail], change: 8, era: 'e1', more: false } });
  assert.equal(sent[0]?.line, 'GET /v1/outgoing/changes?since=7&era=e1&limit=500');
});

const offers = [{ choice: 'earlier', at: '2026-03-29T00:30:00.000Z', wall: '2026-03-29T01:30' }, { choice: 'later', at: '2026-03-29T01:30:00.000Z', wall: '2026-03-29T03:30' }];
const refusals: readonly [number, object][] = [
  [409, { code: 'outgoing-changed' }],
  [409, { code: 'hour-does-not-exist', offers, usual: 'later' }],
  [413, { code: 'mail-too-large', most: 25_000_000, asked: 31_000_000 }],
  [401, { code: 'connection-unknown' }],
];
for (const [status, error] of refusals) {
  test(`a refusal is told with its data: ${JSON.stringify(error).slice(0, 40)}`, async () => {
    const { client } = given(() => Response.json({ error, message: 'No.', requestId: '1' }, { status }));
    assert.deepEqual(await client.forecast('connection-000001', { when: { kind: 'now' }, mails: [{ recipients: [] }] }, signal), { ok: false, failure: error });
  });
}

test('an answer of another version is unreadable, not half read', async () => {
  const { client } = given(() => Response.json({ ...givenForecast(), days: 'many' }));
  assert.deepEqual(await client.forecast('connection-000001', { when: { kind: 'now' }, mails: [{ recipients: [] }] }, signal), { ok: false, failure: { code: 'answer-unreadable' } });
});
