import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyCall } from '../../../demo/crm/hooks/verify-call.ts';
import { signWebhook } from '../../../src/server/webhooks/sign-webhook.ts';
import { now, webhookSecret } from '../given-crm.ts';

const body = '{"type":"reply.found"}';
const seconds = now / 1_000;
const next = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const foreign = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

const headersOf = (signature: string, { id = 'msg_1', at = String(seconds) } = {}): Headers =>
  new Headers({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature });

const signed = (...secrets: readonly string[]): string => signWebhook(secrets, 'msg_1', seconds, body);

const calls: readonly (readonly [title: string, headers: Headers, verdict: string])[] = [
  ['signed with the CRM’s secret, is believed', headersOf(signed(webhookSecret)), 'msg_1'],
  ['signed with the old secret and the new one, is believed', headersOf(signed(next, webhookSecret)), 'msg_1'],
  ['that also carries a signature of a later version, is believed', headersOf(`v2,abc ${signed(webhookSecret)}`), 'msg_1'],
  ['signed with a foreign secret, is forged', headersOf(signed(foreign)), 'forged'],
  ['signed for another id, is forged', headersOf(signed(webhookSecret), { id: 'msg_2' }), 'forged'],
  ['signed for another time, is forged', headersOf(signed(webhookSecret), { at: String(seconds + 1) }), 'forged'],
  ['with a signature cut short, is forged', headersOf(signed(webhookSecret).slice(0, -4)), 'forged'],
  ['without a signature, is unsigned', headersOf(''), 'unsigned'],
  ['without an id, is unsigned', headersOf(signed(webhookSecret), { id: '' }), 'unsigned'],
  ['with a time that is none, is stale', headersOf(signed(webhookSecret), { at: 'now' }), 'stale'],
];
for (const [title, headers, verdict] of calls) {
  test(`a call ${title}`, () => {
    const verified = verifyCall([webhookSecret], { headers, body }, now);
    assert.equal(verified.ok ? verified.value : verified.failure, verdict);
  });
}

test('a call is believed for five minutes around its time, whichever clock is ahead', () => {
  const at = (time: number): boolean => verifyCall([webhookSecret], { headers: headersOf(signed(webhookSecret)), body }, time).ok;
  assert.deepEqual([now - 301_000, now - 300_000, now + 300_000, now + 301_000].map(at), [false, true, true, false]);
});

test('a body that was changed on its way is forged', () => {
  const changed = verifyCall([webhookSecret], { headers: headersOf(signed(webhookSecret)), body: `${body} ` }, now);
  assert.deepEqual(changed, { ok: false, failure: 'forged' });
});

test('while the CRM changes its secret it believes both', () => {
  for (const secret of [webhookSecret, next]) assert.ok(verifyCall([next, webhookSecret], { headers: headersOf(signed(secret)), body }, now).ok);
});
