import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mintServerToken, mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import type { ArrivingLetter } from '../../demo/google/gmail/gmail-control.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';
import { createHttpReplyClient } from '../../src/client/replies/http-reply-client.ts';
import { replyEndpoints, type Reply } from '../../src/contract/index.ts';
import { ownDatabase } from '../server/store/stores.ts';

/** CRM, service, emulated Google and database together: what arrives in the mailbox is heard by the person's page. */

const lea = 'lea@northpeak.example';
const anna = 'Anna Lindqvist <anna@globex.example>';

let demo: DemoForTests;
const ends: (() => unknown)[] = [];
before(async () => {
  // A mailbox that sent today is asked every two seconds here instead of every minute.
  const environment = { GCK_POLL_ACTIVE_SECONDS: '2', GCK_POLL_IDLE_SECONDS: '2' };
  demo = await startDemoForTests({ databaseUrl: await ownDatabase({ after: (end) => void ends.push(end) }), environment });
});
after(async () => {
  await demo.close();
  for (const end of ends) await end();
});

const secret = () => tenantSecrets(demo.crm.host).usual;
const token = () => mintUserToken({ user: 'lea', org: 'northpeak', origins: [demo.crm.origin] }, secret(), demo.service.origin, Date.now());

const connect = async (): Promise<string> => {
  const end = await connectByRobot({
    serviceOrigin: demo.service.origin,
    service: byLoopback(demo.service.port),
    google: demo.google.fetch,
    pageOrigin: demo.crm.origin,
    token: token(),
    person: { email: lea },
  });
  assert.ok(end.kind === 'claimed', JSON.stringify(end));
  return end.claimed.connection.id;
};

/** The host sent a mail through the mailbox and says so. */
const send = async (connectionId: string, number: number): Promise<string> => {
  const messageId = `<campaign-${number}@crm.example>`;
  const letter = { from: lea, to: anna, subject: `Renewal ${number}`, text: 'Shall we renew?', messageId };
  demo.google.control.deliver(lea, letter, { labels: ['SENT'] });
  const answer = await fetch(`${demo.service.backChannel}${replyEndpoints.backendMails}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mintServerToken(secret(), demo.service.origin, Date.now())}`, 'content-type': 'application/json' },
    body: JSON.stringify({ org: 'northpeak', user: 'lea', connectionId, messageId, subject: `Renewal ${number}`, recipients: ['anna@globex.example'], sentAt: new Date().toISOString() }),
  });
  assert.equal(answer.status, 200, await answer.text());
  return messageId;
};

/** The person's page, as far as it is no browser. */
const listen = () => {
  const page = (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const headers = new Headers(init?.headers);
    headers.set('Origin', demo.crm.origin);
    const url = new URL(input instanceof Request ? input.url : input);
    return fetch(`${demo.service.backChannel}${url.pathname}${url.search}`, { ...init, headers });
  };
  const clock = { now: () => Date.now(), sleep: () => new Promise<never>(() => undefined) };
  const settings = { tokenEndpoint: undefined, sessionUrl: undefined, getSessionToken: token };
  const client = createHttpReplyClient(demo.service.origin, settings, { fetch: page, pageUrl: () => demo.crm.origin, clock });
  const heard: Reply[] = [];
  const waiting = new Set<() => void>();
  const leaving = new AbortController();
  ends.unshift(() => leaving.abort());
  void client.follow({ change: 0, era: 'none' }, (event) => {
    if (event === 'alive' || event.type !== 'reply') return;
    heard.push(event.reply);
    for (const wake of waiting) wake();
  }, leaving.signal);
  const until = async (subject: string): Promise<Reply> => {
    for (;;) {
      const found = heard.find((reply) => reply.subject === subject);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  return { client, heard, until };
};

const harmful: readonly (readonly [does: string, action: { readonly addLabelIds?: readonly string[]; readonly removeLabelIds?: readonly string[] }, foundIn: Reply['foundIn']])[] = [
  ['marks as read', { removeLabelIds: ['UNREAD'] }, 'inbox'],
  ['archives', { removeLabelIds: ['INBOX'] }, 'archive'],
  ['deletes', { addLabelIds: ['TRASH'], removeLabelIds: ['INBOX'] }, 'trash'],
];

test('whatever the mailbox’s filters do, each answer is heard once, judged, with what it answers', async (t) => {
  const connectionId = await connect();
  const page = listen();
  for (const [index, [does, action, foundIn]] of harmful.entries()) {
    const inReplyTo = await send(connectionId, index);
    const filter = demo.google.control.putFilter(lea, { criteria: { from: 'globex.example' }, action });
    const subject = `Re: Renewal ${index}`;
    const arrivedAt = performance.now();
    demo.google.control.deliver(lea, { from: anna, subject, text: `Yes.\n\nOn 3 March 2026, Lea wrote:\n> Shall we renew?`, inReplyTo });
    const reply = await page.until(subject);
    t.diagnostic(`a filter that ${does}: heard after ${((performance.now() - arrivedAt) / 1_000).toFixed(1)} s`);
    assert.deepEqual([reply.verdict, reply.foundIn, reply.answers?.subject, reply.from.address], ['reply', foundIn, `Renewal ${index}`, 'anna@globex.example']);
    demo.google.control.removeFilter(lea, filter);
  }
  const text = await page.client.text((await page.until('Re: Renewal 0')).id, new AbortController().signal);
  assert.equal(text.ok && text.value.text, 'Yes.');
  assert.equal(new Set(page.heard.map(({ id }) => id)).size, page.heard.length);
});

const others: readonly (readonly [verdict: Reply['verdict'], letter: ArrivingLetter])[] = [
  ['auto-reply', { from: anna, subject: 'Automatic reply: Renewal', text: 'I am out of the office until 8 September 2027.', headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['bounce', { from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>', subject: 'Delivery Status Notification (Failure)', text: 'Your message was not delivered to anna@globex.example because the address could not be found: 550 5.1.1 no such user', headers: { 'Auto-Submitted': 'auto-replied', 'X-Failed-Recipients': 'anna@globex.example' } }],
];
for (const [verdict, letter] of others) {
  test(`what is no answer of a person is heard as ${verdict}`, async () => {
    const connectionId = await connect();
    const page = listen();
    const inReplyTo = await send(connectionId, 100);
    demo.google.control.deliver(lea, { ...letter, inReplyTo });
    assert.equal((await page.until(letter.subject)).verdict, verdict);
  });
}
