import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpRulesClient, decodeRules } from '../../../src/client/sending-rules/rules-client.ts';
import { createServiceCalls } from '../../../src/client/mail-client/ask-service.ts';
import { sendingRulesSchema, type SendingRules } from '../../../src/contract/index.ts';
import { agreesWithContract } from '../agrees-with-contract.ts';
import { givenClock } from '../given-clock.ts';

const { signal } = new AbortController();
const rules: SendingRules = { zone: 'Europe/Paris', hours: { clockOf: 'recipient', days: [1, 5], from: '09:00', until: '24:00' } };

const given = (answer: () => Response) => {
  const asked: string[] = [];
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    asked.push(`${init?.method} ${new URL(String(url)).pathname} ${typeof init?.body === 'string' ? init.body : ''}`.trim());
    return answer();
  };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: () => 'a.e30.c' };
  return { asked, client: createHttpRulesClient(createServiceCalls('https://connect.example', settings, { fetch, pageUrl: () => 'https://crm.example/', clock: givenClock() })) };
};

test('rules are read, and set as they were seen', async () => {
  const { asked, client } = given(() => Response.json(rules));
  const seen: SendingRules = { zone: null, hours: null };
  assert.deepEqual(await client.read('connection-000001', signal), { ok: true, value: rules });
  assert.deepEqual(await client.set('connection-000001', { zone: 'UTC', hours: null, seen }, signal), { ok: true, value: rules });
  assert.deepEqual(asked, ['GET /v1/sending/connection-000001/rules', `POST /v1/sending/connection-000001/rules ${JSON.stringify({ zone: 'UTC', hours: null, seen })}`]);
});

for (const code of ['rules-changed', 'zone-unknown', 'connection-unknown'] as const) {
  test(`a refusal keeps its code: ${code}`, async () => {
    const { client } = given(() => Response.json({ error: { code }, message: 'No.', requestId: 'request' }, { status: 409 }));
    assert.deepEqual(await client.read('connection-000001', signal), { ok: false, failure: { code } });
  });
}

test('the small reader reads what the contract allows, and nothing else', () => {
  agreesWithContract(sendingRulesSchema, decodeRules, [rules, { zone: null, hours: null }, { zone: 'UTC', hours: { clockOf: 'sender', days: [7], from: '00:00', until: '23:59' } }]);
});
