import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { metadataScope, sendScope } from '../../../demo/google/scopes.ts';
import { lea, startGmail, type GivenGmail } from './given-gmail.ts';

let given: GivenGmail;

before(async () => {
  given = await startGmail();
});
after(() => given.close());
beforeEach(() => given.google.control.reset());

test('a mailbox in which nothing was set has no rules', async () => {
  assert.deepEqual(await given.gmail.mailRules(given.access()), { ok: true, value: { filters: [], forwarding: undefined, vacation: undefined } });
});

test('filters, forwarding and the vacation responder come in our words', async () => {
  const { google, gmail, access } = given;
  const first = google.control.putFilter(lea, {
    criteria: { from: 'globex.example', negatedQuery: 'invoice', hasAttachment: true, size: 5_000, sizeComparison: 'larger' },
    action: { addLabelIds: ['TRASH'], removeLabelIds: ['INBOX'], forward: 'hugo@northpeak.example' },
  });
  const second = google.control.putFilter(lea, { criteria: { query: 'list:news' }, action: {} });
  google.control.setForwarding(lea, { enabled: true, emailAddress: 'hugo@northpeak.example', disposition: 'markRead' });
  google.control.setVacation(lea, { enableAutoReply: true, endTime: '1772600000000', startTime: '0' });
  assert.deepEqual(await gmail.mailRules(access()), {
    ok: true,
    value: {
      filters: [
        {
          id: first,
          criteria: { from: 'globex.example', negatedQuery: 'invoice', hasAttachment: true, size: { bytes: 5_000, comparison: 'larger' } },
          addLabels: ['TRASH'],
          removeLabels: ['INBOX'],
          forwardTo: 'hugo@northpeak.example',
        },
        { id: second, criteria: { query: 'list:news' }, addLabels: [], removeLabels: [], forwardTo: undefined },
      ],
      forwarding: { to: 'hugo@northpeak.example', disposition: 'markRead' },
      vacation: { startsAt: undefined, endsAt: 1772600000000 },
    },
  });
});

test('without the permission to read the bodies of mails there are no rules to see', async () => {
  for (const scope of [sendScope, metadataScope]) {
    assert.deepEqual(await given.gmail.mailRules(given.access([scope])), { ok: false, failure: { code: 'permission-missing' } });
  }
});

test('the addresses to send from are the mailbox’ own and every alias that was confirmed', async () => {
  const { google, gmail, access } = given;
  google.control.setSendAs(lea, [
    { sendAsEmail: 'sales@northpeak.example', verificationStatus: 'accepted' },
    { sendAsEmail: 'boss@globex.example', verificationStatus: 'pending' },
  ]);
  assert.deepEqual(await gmail.ownAddresses(access()), { ok: true, value: [lea, 'sales@northpeak.example'] });
  assert.deepEqual(await gmail.ownAddresses(access([sendScope])), { ok: false, failure: { code: 'permission-missing' } });
});

test('a mail is sent as its bytes are', async () => {
  const { gmail, access } = given;
  const sent = await gmail.sendMail(access(), { bytes: new TextEncoder().encode(`From: ${lea}\r\nTo: ${lea}\r\nSubject: To me\r\n\r\nHello\r\n`), threadId: undefined });
  assert.ok(sent.ok);
  const whole = await gmail.wholeMail(access(), sent.value.gmailId);
  assert.ok(whole.ok);
  assert.deepEqual([whole.value.threadId, [...whole.value.labels].sort()], [sent.value.threadId, ['INBOX', 'SENT', 'UNREAD']]);
  assert.match(new TextDecoder().decode(whole.value.bytes), /Subject: To me[\s\S]*Hello/);
});
