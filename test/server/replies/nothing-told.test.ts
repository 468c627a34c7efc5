import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fail } from '../../../src/contract/index.ts';
import { replyEndpoints } from '../../../src/contract/index.ts';
import { createApp } from '../../../src/server/app.ts';
import type { GmailPort } from '../../../src/server/google/gmail-port.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { beginDue } from '../../../src/server/webhooks/deliver-due.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { serviceOrigin } from '../given-ports.ts';
import { givenMailbox, type GivenMailbox } from './sync/given-mailbox.ts';

/**
 * Whatever goes wrong with a mail: the log and the metrics say what kind of trouble it was and in which mailbox, never who
 * wrote, to whom, what, or with which token it was asked for.
 */
let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const told = /CANARY|access-1|anna@|ben@|Bright|client\.example|whsec_/i;

const searched = async (): Promise<void> => {
  const { text } = await box.ports.metrics.render();
  assert.doesNotMatch(box.lines.join('\n'), told);
  assert.doesNotMatch(text, told);
};

const cameBack = async (): Promise<void> => {
  const mail = await box.track({ subject: 'CANARY subject', reference: 'CANARY-deal', recipients: ['ben@client.example'] });
  box.answer(mail, { text: 'CANARY in the words', headers: { 'X-CANARY': 'CANARY', From: '"CANARY Bright" <ben@client.example>' } });
};

const breaking = (method: keyof GmailPort, how: (token: string) => unknown): Partial<Ports> => ({
  gmail: { ...box.ports.gmail, [method]: async (token: string) => how(token) },
});

const throwing = (token: string): never => {
  throw Object.assign(new Error(`CANARY ${token}`), { response: { data: 'CANARY' }, config: { headers: { authorization: token } }, detail: 'CANARY', code: 'CANARY of a code' });
};

const troubles: Readonly<Record<string, () => Partial<Ports>>> = {
  'nothing at all': () => ({}),
  'a mail that cannot be read': () => breaking('wholeMail', throwing),
  'headers that cannot be read': () => breaking('headers', throwing),
  'a history that cannot be read': () => breaking('addedSince', throwing),
  'no answer of Gmail': () => breaking('addedSince', () => fail({ code: 'google-unavailable' })),
  'a token that is refused': () => breaking('addedSince', () => fail({ code: 'access-refused' })),
  'a mail that is no mail': () => breaking('wholeMail', () => ({ ok: true, value: 'CANARY' })),
  'a text that cannot be encrypted': () => ({
    keyring: { ...box.ports.keyring, seal: (text: string) => throwing(text) },
  }),
  'a host that does not answer': () => ({ webhooks: { post: async () => fail({ code: 'no-answer' }) } }),
  'a webhook that throws': () => ({ webhooks: { post: async ({ body }: { body: string }) => throwing(body) } }),
};

for (const [what, change] of Object.entries(troubles)) {
  test(`${what}: neither the log nor the metrics tell of people, words or tokens`, async () => {
    await cameBack();
    const ports: Ports = { ...box.ports, ...change() };
    for (let count = 0; count < 14; count += 1) {
      box.clock.advance(26 * 3_600_000);
      await box.poll(ports);
      const lanes = await beginDue(ports, [], new AbortController().signal);
      await Promise.allSettled(lanes.map(({ done }) => done));
    }
    await searched();
  });
}

test('what anybody sends to the place of pushes is not repeated anywhere', async () => {
  const sender = { audience: 'https://connect.example.com/google/push', account: 'pusher@project.iam.gserviceaccount.com' };
  const { settings } = box.ports;
  const app = createApp({ ...box.ports, settings: { ...settings, replies: { ...settings.replies, pushSender: sender } } });
  for (const authorization of ['Bearer CANARY.CANARY.CANARY', 'CANARY', `Bearer ${'CANARY'.repeat(1_000)}.a.b`]) {
    const request = new Request(`${serviceOrigin}${replyEndpoints.googlePush}?CANARY=CANARY`, { method: 'POST', headers: { authorization, 'content-type': 'application/json', 'x-forwarded-for': 'CANARY' }, body: '{"message":{"data":"CANARY"}}' });
    assert.ok((await app(request)).status >= 401);
  }
  await searched();
});
