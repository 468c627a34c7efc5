import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answering, inMailbox, judged, multipart, tracked, type GivenMail } from '../given-mail.ts';

const codes = ({ evidence }: { readonly evidence: readonly { readonly code: string }[] }): readonly string[] =>
  evidence.map(({ code }) => code);

const answer: GivenMail = { subject: 'Re: Offer', headers: answering, body: 'Fine with us.' };
const calendar = (method: string, status = 'ACCEPTED') =>
  multipart('alternative', [
    'Content-Type: text/plain\n\nAnn has answered.',
    `Content-Type: text/calendar; charset=utf-8; method=${method}\n\nBEGIN:VCALENDAR\nMETHOD:${method}\nBEGIN:VEVENT\nATTENDEE;CN=Ann;PARTSTAT=${status};RSVP=TRUE:mailto:\n ann@example.com\nEND:VEVENT\nEND:VCALENDAR`,
  ]);
const receipt = multipart('report; report-type=disposition-notification', [
  'Content-Type: text/plain\n\nYour message was read.',
  'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ann@example.com\nDisposition: manual-action/MDN-sent-manually; displayed',
]);

test('what Gmail has under Sent or Drafts is own mail, whatever it looks like', async () => {
  for (const label of ['SENT', 'DRAFT'])
    assert.equal((await judged({ ...answer, from: 'rep@example.org' }, inMailbox({ labels: [label] }))).verdict, 'own');
  assert.equal(
    (await judged({ ...answer, subject: 'Automatic reply: Offer' }, inMailbox({ labels: ['SENT', 'INBOX'] }))).verdict,
    'own',
  );
});

test('an own address that Gmail did not send is never own mail and never a reply', async () => {
  const judgement = await judged({ ...answer, from: 'Rep <Rep@Example.org>' }, inMailbox());
  assert.deepEqual([judgement.verdict, codes(judgement)], ['other', ['own-address-not-sent']]);
});

test('without labels an own address has to do, and the evidence says so', async () => {
  const judgement = await judged({ ...answer, from: 'rep@example.org' }, inMailbox({ labels: undefined, tracked: undefined }));
  assert.deepEqual([judgement.verdict, judgement.confidence, codes(judgement)], ['own', 0.7, ['own-address']]);
});

test('a bounce comes before an automatic answer, though it is marked as one', async () => {
  const bounce = {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    headers: `${answering}\nAuto-Submitted: auto-replied\nX-Failed-Recipients: ann@example.com`,
    body: 'Address not found',
  };
  assert.equal((await judged(bounce, inMailbox())).verdict, 'bounce');
});

test('an automatic answer to our mail is no reply, and is laid to that mail', async () => {
  const judgement = await judged(
    { ...answer, headers: `${answering}\nAuto-Submitted: auto-replied`, body: 'I am away until 4 December.' },
    inMailbox(),
  );
  assert.deepEqual(
    { ...judgement, evidence: codes(judgement) },
    {
      verdict: 'auto-reply',
      confidence: 0.98,
      evidence: ['marked-automatic', 'back-on'],
      answers: 'mail-1',
      returnDate: '2026-12-04',
    },
  );
});

test('an automatic answer without a return address is no bounce, though it speaks of what cannot be reached', async () => {
  for (const from of ['no-reply@example.com', 'postmaster@example.com', 'Ann <ann@example.com>']) {
    for (const body of [
      'This mailbox cannot be reached. Your message was not delivered to a person.',
      'I am away. Your e-mail will not be forwarded; the address is no longer valid.',
    ]) {
      const mail = { from, subject: 'Automatic reply: Offer', headers: 'Return-Path: <>\nAuto-Submitted: auto-replied', body };
      assert.equal((await judged(mail, inMailbox())).verdict, 'auto-reply', from);
      if (!from.startsWith('postmaster'))
        assert.equal((await judged({ ...mail, subject: 'Re: Offer' }, inMailbox())).verdict, 'auto-reply', from);
    }
  }
});

test('the answers to a meeting are told apart', async () => {
  const meetings = [];
  for (const [method, status] of [
    ['REPLY', 'ACCEPTED'],
    ['REPLY', 'DECLINED'],
    ['REPLY', 'TENTATIVE'],
    ['COUNTER', 'TENTATIVE'],
    ['CANCEL', 'ACCEPTED'],
  ] as const) {
    const given = calendar(method, status);
    const judgement = await judged(
      { subject: 'Accepted: Call', headers: `${answering}\n${given.headers}`, body: given.body },
      inMailbox(),
    );
    meetings.push(judgement.verdict === 'calendar-answer' ? judgement.meeting : judgement.verdict);
  }
  assert.deepEqual(meetings, ['accepted', 'declined', 'tentative', 'counter', 'cancelled']);
});

test('an answer that a calendar generated is still an answer to a meeting', async () => {
  const given = calendar('REPLY');
  assert.equal(
    (await judged({ subject: 'Accepted: Call', headers: `Auto-Submitted: auto-generated\n${given.headers}`, body: given.body }))
      .verdict,
    'calendar-answer',
  );
});

test('an invitation is no answer', async () => {
  assert.equal((await judged({ subject: 'Call', ...calendar('REQUEST', 'NEEDS-ACTION') })).verdict, 'other');
});

test('a read receipt is no reply, though its program marks it as automatic', async () => {
  for (const more of ['', '\nAuto-Submitted: auto-replied']) {
    assert.equal(
      (
        await judged(
          { subject: 'Read: Offer', headers: `${answering}\n${receipt.headers}${more}`, body: receipt.body },
          inMailbox(),
        )
      ).verdict,
      'read-receipt',
    );
  }
});

test('a list or a forward that refers to our mail is a reply, and its evidence says so', async () => {
  const list = await judged({ ...answer, headers: `${answering}\nList-Id: <team.example.com>` }, inMailbox());
  assert.deepEqual(
    [list.verdict, list.answers, codes(list)],
    ['reply', 'mail-1', ['answers-ours', 'list-answers-ours', 'sent-to-list']],
  );
  const forward = await judged({ ...answer, subject: 'Fwd: Offer' }, inMailbox());
  assert.deepEqual(
    [forward.verdict, forward.answers, codes(forward)],
    ['reply', 'mail-1', ['answers-ours', 'forward-answers-ours', 'subject-of-forward']],
  );
});

test('a reply names either id of our mail, and who answered is recorded', async () => {
  const known = await judged({ ...answer, headers: 'References: <other@example.net> <gave-1@mail.gmail.com>' }, inMailbox());
  assert.deepEqual(known, {
    verdict: 'reply',
    confidence: 0.99,
    evidence: [{ code: 'answers-ours' }, { code: 'from-recipient', value: 'ann@example.com' }],
    answers: 'mail-1',
  });
  const colleague = await judged({ ...answer, from: 'Tom <tom@example.net>' }, inMailbox());
  assert.deepEqual(colleague.evidence[1], { code: 'from-other-person', value: 'tom@example.net' });
});

test('in our thread a mail that arrived after ours is a reply, even without a reference', async () => {
  const inThread = inMailbox({ tracked: [{ ...tracked, sameThread: true }] });
  const judgement = await judged({ subject: 'Offer', body: 'Fine.' }, inThread);
  assert.deepEqual(
    [judgement.verdict, judgement.answers, codes(judgement)],
    ['reply', 'mail-1', ['in-our-thread', 'from-recipient']],
  );
  const before = await judged(
    { subject: 'Offer', body: 'Fine.', from: 'tom@example.net' },
    { ...inThread, receivedAt: new Date('2026-11-19T09:00:00Z') },
  );
  assert.equal(before.verdict, 'other');
});

test('somebody we wrote to who writes anew may be answering', async () => {
  const fresh = await judged({ subject: 'Our talk', body: 'Shall we meet?' }, inMailbox());
  assert.deepEqual(
    [fresh.verdict, fresh.confidence, fresh.answers, codes(fresh)],
    ['possible-reply', 0.4, 'mail-1', ['from-contact']],
  );
  const looks = await judged({ subject: 'Re: Offer', body: 'Fine.' }, inMailbox());
  assert.deepEqual(
    [looks.verdict, looks.confidence, codes(looks)],
    ['possible-reply', 0.6, ['from-contact', 'subject-of-reply']],
  );
});

test('dots in an address are passed over at Gmail alone', async () => {
  const sentTo = (recipient: string) => inMailbox({ tracked: [{ ...tracked, recipients: [recipient] }] });
  assert.equal(
    (await judged({ from: 'annexample@gmail.com', body: 'Hi' }, sentTo('ann.example+crm@gmail.com'))).verdict,
    'possible-reply',
  );
  assert.equal(
    (await judged({ from: 'annexample@example.com', body: 'Hi' }, sentTo('ann.example@example.com'))).verdict,
    'other',
  );
});

test('an answer to a mail that is not ours is not laid to ours', async () => {
  const judgement = await judged(
    { ...answer, from: 'tom@example.net', headers: 'In-Reply-To: <elsewhere@example.net>' },
    inMailbox(),
  );
  assert.deepEqual(
    [judgement.verdict, judgement.answers, codes(judgement)],
    ['possible-reply', undefined, ['answers-unknown', 'subject-of-reply']],
  );
});

test('an empty answer is said and changes nothing', async () => {
  const judgement = await judged(
    { ...answer, body: 'On Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n> Hello' },
    inMailbox(),
  );
  assert.deepEqual([judgement.verdict, codes(judgement)], ['reply', ['answers-ours', 'from-recipient', 'no-own-words']]);
});

test('what Apple Mail and Thunderbird pass on without a prefix is a forward, though marked as a quotation', async () => {
  const headers = 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8';
  const apple =
    '<div>Ann<br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Kate &lt;kate@example.com&gt;</div><div><b>Subject: </b>Offer</div><div><b>Date: </b>23 November 2026</div><div><b>To: </b>Ann</div><br><div>Hello</div></blockquote></div>';
  const thunderbird =
    '<p>Look</p><div class="moz-forward-container">-------- Forwarded Message --------<table class="moz-email-headers-table"><tr><th>Subject: </th><td>Offer</td></tr><tr><th>From: </th><td>Kate</td></tr><tr><th>To: </th><td>Ann</td></tr></table><p>Hello</p></div>';
  for (const body of [apple, thunderbird]) {
    assert.deepEqual(codes(await judged({ subject: 'Offer', headers, body })), ['passes-on']);
    assert.equal((await judged({ subject: 'Re: Offer', headers: `${answering}\n${headers}`, body })).verdict, 'reply');
  }
});

test('a mail that is nothing but another one in an attachment is a forward', async () => {
  const given = multipart('mixed', ['Content-Type: message/rfc822\n\nFrom: kate@example.com\nSubject: Offer\n\nHello']);
  assert.deepEqual(codes(await judged({ subject: 'Offer', ...given })), ['only-forwarded']);
});

test('late trains are no late mail, whoever tells of them', async () => {
  for (const from of ['postmaster@example.net', 'no-reply@rail.example']) {
    const judgement = await judged({ from, subject: 'Your train is delayed', body: 'The train is delayed by 20 minutes. We will keep trying.' });
    assert.equal(judgement.verdict, 'other');
  }
});

test('a receipt that a gateway made plain is one by its subject and its words together', async () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['Read: Offer', 'Your message\n\n  Subject: Offer\n\nwas read on Monday, November 23, 2026 10:00.', 'read-receipt'],
    ['Gelesen: Angebot', 'Ihre Nachricht wurde am Montag gelesen.', 'read-receipt'],
    ['Lu : Offre', 'Votre message a été lu le lundi 23 novembre.', 'read-receipt'],
    ['Read: Offer', 'Here is the article that I told you of.', 'reply'],
    ['Re: Offer', 'Your message was read by all of us.', 'reply'],
  ];
  for (const [subject, body, verdict] of rows) assert.equal((await judged({ subject, body, headers: answering })).verdict, verdict, body);
});
