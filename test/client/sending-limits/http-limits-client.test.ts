import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpLimitsClient } from '../../../src/client/sending-limits/http-limits-client.ts';
import { createServiceCalls } from '../../../src/client/mail-client/ask-service.ts';
import { givenClock } from '../given-clock.ts';
import { givenConnections } from './given-connections.ts';
import { givenLimits } from './given-limits.ts';

const { signal } = new AbortController();

const given = (answer: (path: string) => Response) => {
  const asked: string[] = [];
  const net = {
    fetch: async (url: string | URL | Request) => {
      const { pathname, search } = new URL(url instanceof Request ? url.url : url);
      asked.push(pathname + search);
      return answer(pathname);
    },
    pageUrl: () => 'https://crm.example/',
    clock: givenClock(),
  };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: () => 'token' };
  return { asked, client: createHttpLimitsClient(createServiceCalls('https://connect.example', settings, net), () => 'Asia/Tokyo') };
};

test('the limits of a mailbox and the mailboxes of a person are read from the service', async () => {
  const { asked, client } = given((path) => Response.json(path === '/v1/connections' ? givenConnections() : givenLimits()));
  assert.deepEqual(await client.connections(signal), { ok: true, value: givenConnections() });
  assert.deepEqual(await client.limits('connection-000001', signal), { ok: true, value: givenLimits() });
  assert.deepEqual(asked, ['/v1/connections', '/v1/sending/connection-000001/limits?zone=Asia%2FTokyo']);
});

for (const code of ['sending-not-permitted', 'connection-unknown', 'reconnect-needed'] as const) {
  test(`a refusal keeps its code: ${code}`, async () => {
    const { client } = given(() => Response.json({ error: { code }, message: 'No.', requestId: 'request' }, { status: 409 }));
    assert.deepEqual(await client.limits('connection-000001', signal), { ok: false, failure: { code } });
  });
}

test('an answer that is not what the contract says is unreadable', async () => {
  const { client } = given(() => Response.json({ ...givenLimits(), waiting: 'many' }));
  assert.deepEqual(await client.limits('connection-000001', signal), { ok: false, failure: { code: 'answer-unreadable' } });
});
