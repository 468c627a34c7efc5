import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { listen } from '../../../demo/listen.ts';
import type { Delivery } from '../../../src/contract/index.ts';
import { ask, givenCrm, origin } from '../given-crm.ts';

const deliveries: readonly Delivery[] = [
  { id: 'msg_waiting', type: 'reply.found', createdAt: '2026-03-02T09:00:00.000Z', state: { kind: 'waiting', attempts: 2, nextAttemptAt: '2026-03-02T09:31:00.000Z', lastStatus: 503 } },
  { id: 'msg_delivered', type: 'reply.corrected', createdAt: '2026-03-02T08:00:00.000Z', state: { kind: 'delivered', at: '2026-03-02T08:00:01.000Z', attempts: 1 } },
  { id: 'msg_given-up', type: 'reply.found', createdAt: '2026-02-20T08:00:00.000Z', state: { kind: 'given-up', at: '2026-02-24T08:00:01.000Z', attempts: 13 } },
];

/** A CRM beside a service that answers these deliveries, and what that service was asked. */
const givenLog = async (t: TestContext, next?: string) => {
  const asked: string[] = [];
  const service = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search} ${request.headers.get('authorization')?.slice(0, 10) ?? ''}`);
    return Response.json(request.method === 'GET' ? { deliveries, ...(next === undefined ? {} : { next }) } : deliveries[1]);
  }, 0);
  t.after(() => service.close());
  return { ...givenCrm(`http://127.0.0.1:${service.port}`), asked };
};

test('the log says of every delivery what became of it, and offers to tell again what is not waiting', async (t) => {
  const { crm, asked } = await givenLog(t);
  const page = await (await ask(crm, '/settings/webhooks')).text();
  const rows = [...page.matchAll(/<tr><td>.*?<\/tr>/gs)].map(([row]) => [row.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '), row.includes(' disabled')]);
  assert.equal(rows.length, 3);
  assert.match(String(rows[0]), /reply\.found Waiting after 2 attempts, last answer 503, next at .*,true/);
  assert.match(String(rows[1]), /reply\.corrected Delivered after 1 attempt, .*,false/);
  assert.match(String(rows[2]), /reply\.found Given up after 13 attempts, .*,false/);
  assert.deepEqual(asked, ['GET /v1/backend/deliveries Bearer eyJ']);
});

test('one state alone and older ones are asked for by the address', async (t) => {
  const { crm, asked } = await givenLog(t, 'msg_next');
  const page = await (await ask(crm, '/settings/webhooks?state=given-up&before=msg_last')).text();
  assert.deepEqual(asked, ['GET /v1/backend/deliveries?state=given-up&before=msg_last Bearer eyJ']);
  assert.match(page, /href="\/settings\/webhooks\?state=given-up&#38;before=msg_next"/);
  assert.match(page, /href="\/settings\/webhooks\?state=given-up" aria-current="page"/);
});

test('a delivery is told again by a form of the CRM’s own page alone', async (t) => {
  const { crm, asked } = await givenLog(t);
  const press = (headers: Record<string, string>) => ask(crm, '/settings/webhooks/replay', { method: 'POST', headers, body: new URLSearchParams({ id: 'msg_given-up' }) });
  assert.equal((await press({ origin: 'https://evil.example' })).status, 403);
  assert.deepEqual(asked, []);
  const pressed = await press({ origin });
  assert.deepEqual([pressed.status, pressed.headers.get('location')], [303, '/settings/webhooks']);
  assert.deepEqual(asked, ['POST /v1/backend/deliveries/msg_given-up/replay Bearer eyJ']);
});

test('a service that cannot be asked is said, and the page stands', async () => {
  const { crm } = givenCrm();
  assert.match(await (await ask(crm, '/settings/webhooks')).text(), /The service cannot be asked right now\./);
});
