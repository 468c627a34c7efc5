import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { headerOf, type Mail } from '../../../../src/server/replies/mail/mail.ts';
import { readMail } from '../../../../src/server/replies/mail/read-mail.ts';
import { attemptHeader, attemptIn } from '../../../../src/server/sending/channel/attempt-header.ts';
import { composeMail, type MailBounds, type MailToCompose } from '../../../../src/server/sending/channel/compose-mail.ts';
import { encodedBytes, largestMailBytes } from '../../../../src/server/sending/channel/mail-size.ts';
import { noon } from '../../given-ports.ts';

const lea = { name: 'Léa Martin', address: 'lea@northpeak.example' };
const anna = { name: 'Anna Berg', address: 'anna.berg@globex.example' };
const offer: MailToCompose = {
  from: lea,
  to: [anna],
  subject: 'Offer',
  text: 'Dear Anna,\n\nhere it is.\n',
  messageId: '0b8e2f@northpeak.example',
  attemptId: 'attempt-0123456789_ab',
  at: noon,
};

const composed = async (change: Partial<MailToCompose> = {}, most?: MailBounds): Promise<Uint8Array> => {
  const mail = await composeMail({ ...offer, ...change }, most);
  assert.ok(mail.ok, mail.ok ? '' : mail.failure.code);
  return mail.value.bytes;
};
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const readBack = async (change: Partial<MailToCompose>): Promise<Mail> => {
  const read = await readMail(await composed(change));
  assert.ok(read.ok);
  const { text, html } = read.value;
  // A part that ends with its mail is read with one more line break.
  return { ...read.value, text: text?.replace(/\n$/, ''), html: html?.replace(/\n$/, '') };
};
/** Every header field, unfolded. */
const fieldsOf = (bytes: Uint8Array): readonly string[] => {
  const [head = ''] = textOf(bytes).split('\r\n\r\n');
  return head.replaceAll('\r\n ', ' ').split('\r\n');
};
const field = (bytes: Uint8Array, name: string): readonly string[] => fieldsOf(bytes).filter((each) => each.startsWith(`${name}: `));

test('a mail is read as it was written', async () => {
  const mail = await readBack({
    cc: [{ address: 'hugo@northpeak.example' }],
    inReplyTo: 'answer@globex.example',
    references: ['first@northpeak.example', 'answer@globex.example'],
  });
  assert.deepEqual(mail.from, [lea]);
  assert.deepEqual(mail.to, [anna]);
  assert.deepEqual(mail.cc, [{ name: '', address: 'hugo@northpeak.example' }]);
  assert.deepEqual([mail.subject, mail.messageId, mail.date?.getTime()], ['Offer', '0b8e2f@northpeak.example', noon]);
  assert.deepEqual(mail.refersTo, ['answer@globex.example', 'first@northpeak.example']);
  assert.equal(mail.text, 'Dear Anna,\n\nhere it is.\n');
  assert.equal(attemptIn(mail.headers), 'attempt-0123456789_ab');
});

test('the same attempt is the same mail to the last byte', async () => {
  const file = { name: 'a.bin', type: 'application/x-a', bytes: new Uint8Array(500) };
  assert.deepEqual(await composed({ attachments: [file] }), await composed({ attachments: [file] }));
});

test('hidden recipients stand in the bytes, where Gmail reads them', async () => {
  const bytes = await composed({ bcc: [{ name: 'Desk', address: 'desk@northpeak.example' }] });
  assert.deepEqual(field(bytes, 'Bcc'), ['Bcc: Desk <desk@northpeak.example>']);
});

test('everybody is written to once, where they stand first, and counted once', async () => {
  const mail = await composeMail({
    ...offer,
    to: [anna, { address: 'ANNA.BERG@globex.example' }],
    cc: [{ address: 'anna.berg@GLOBEX.example' }, { address: 'hugo@northpeak.example' }],
    bcc: [{ address: 'Hugo@northpeak.example' }, { address: 'desk@größe.example' }, { address: 'desk@xn--gre-6ka8i.example' }],
  });
  assert.ok(mail.ok);
  assert.deepEqual(mail.value.recipients, ['anna.berg@globex.example', 'hugo@northpeak.example', 'desk@xn--gre-6ka8i.example']);
  assert.deepEqual(['To', 'Cc', 'Bcc'].flatMap((name) => field(mail.value.bytes, name)), [
    'To: Anna Berg <anna.berg@globex.example>',
    'Cc: hugo@northpeak.example',
    'Bcc: desk@xn--gre-6ka8i.example',
  ]);
});

test('HTML is made of text line by line, and text of HTML', async () => {
  const ofText = await readBack({ text: 'Is 1 < 2 & "3"?\n\n  indented\n' });
  assert.equal(ofText.html, '<!DOCTYPE html><html><body><div dir="auto">Is 1 &lt; 2 &amp; &quot;3&quot;?<br>\n<br>\n&nbsp; indented<br>\n</div></body></html>');
  const ofHtml = await readBack({ text: undefined, html: '<p>Dear <b>Anna</b>,</p><p>here it is.</p>' });
  assert.deepEqual([ofHtml.text?.trim(), ofHtml.html], ['Dear Anna,\n\nhere it is.', '<p>Dear <b>Anna</b>,</p><p>here it is.</p>']);
});

test('a mail without words is an empty one', async () => {
  const mail = await readBack({ text: undefined });
  assert.deepEqual([mail.text?.trim() ?? '', mail.html], ['', undefined]);
});

test('no line is longer than mail allows, whatever it is made of', async () => {
  const bytes = await composed({
    subject: 'x'.repeat(998),
    text: `${'y'.repeat(5_000)} ${'é'.repeat(3_000)}`,
    html: `<p>${'z'.repeat(70_000)}</p>`,
    to: Array.from({ length: 100 }, (_, index) => ({ name: `Nr. ${index} ${'n'.repeat(180)}`, address: `p${index}@globex.example` })),
    references: Array.from({ length: 20 }, (_, index) => `${index}${'r'.repeat(200)}@globex.example`),
    attachments: [{ name: `${'long '.repeat(60)}.pdf`, type: 'application/pdf', bytes: new Uint8Array(10_000) }],
  });
  const lines = textOf(bytes).split('\r\n');
  assert.ok(lines.every((line) => line.length <= 998 && !/[\r\n\0]/.test(line)));
  const mail = await readMail(bytes);
  assert.ok(mail.ok);
  assert.deepEqual([mail.value.subject, mail.value.to.length], ['x'.repeat(998), 100]);
});

test('files arrive byte by byte under their names', async () => {
  const every = Uint8Array.from({ length: 256 }, (_, index) => index);
  const bytes = await composed({
    attachments: [
      { name: 'Résumé “final”.pdf', type: 'application/pdf', bytes: every },
      { name: '見積書.csv', type: 'text/csv; charset=shift_jis', bytes: every },
      { name: 'mail.eml', type: 'message/rfc822', bytes: every },
    ],
  });
  const { attachments } = await PostalMime.parse(bytes);
  assert.deepEqual(attachments.map(({ filename, mimeType, disposition }) => [filename, mimeType, disposition]), [
    ['Résumé “final”.pdf', 'application/pdf', 'attachment'],
    ['見積書.csv', 'text/csv', 'attachment'],
    ['mail.eml', 'application/octet-stream', 'attachment'],
  ]);
  for (const { content } of attachments) assert.deepEqual(typeof content === 'string' ? content : new Uint8Array(content), every);
});

test('a file’s name leads nowhere, breaks no line and does not turn round', async () => {
  const names = ['../../etc/passwd', 'C:\\x.exe', 'a\r\nX-Evil: 1', 'in\u202efdp.exe', '', '=?utf-8?q?x?='];
  const bytes = await composed({ attachments: names.map((name) => ({ name, type: 'a\r\nX-Evil: 1', bytes: new Uint8Array(1) })) });
  const { attachments } = await PostalMime.parse(bytes);
  assert.deepEqual(attachments.map(({ filename }) => filename), ['.._.._etc_passwd', 'C:_x.exe', 'a X-Evil: 1', 'in fdp.exe', 'file', '= ?utf-8?q?x?=']);
  assert.doesNotMatch(textOf(bytes), /^X-Evil/m);
});

test('marketing mail carries its way out, for one click', async () => {
  const bytes = await composed({ unsubscribeUrl: `https://kit.example/unsubscribe/${'t'.repeat(120)}?a=<b>` });
  assert.deepEqual(field(bytes, 'List-Unsubscribe'), [`List-Unsubscribe: <https://kit.example/unsubscribe/${'t'.repeat(120)}?a=%3Cb%3E>`]);
  assert.deepEqual(field(bytes, 'List-Unsubscribe-Post'), ['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
  assert.ok(!fieldsOf(await composed()).some((each) => each.startsWith('List-')));
  await assert.rejects(composeMail({ ...offer, unsubscribeUrl: 'http://kit.example/u' }), TypeError);
});

const injections = ['A\r\nBcc: evil@x.example', 'A\nX-Evil: 1', 'A\rX-Evil: 1', 'A\0B', 'A\u2028X-Evil: 1', '=?utf-8?q?A=0D=0AX-Evil:_1?=', 'A" <evil@x.example>, "B', 'A\\', 'A, B <evil@x.example>'];
for (const injection of injections) {
  test(`no header is added and nobody is written to by ${JSON.stringify(injection)}`, async () => {
    const bytes = await composed({ subject: injection, from: { ...lea, name: injection }, to: [{ name: injection, address: anna.address }] });
    const names = fieldsOf(bytes).map((each) => each.split(':')[0]);
    assert.deepEqual(names, ['Subject', attemptHeader, 'From', 'To', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type']);
    const mail = await readMail(bytes);
    assert.ok(mail.ok);
    assert.deepEqual(mail.value.to.map(({ address }) => address), [anna.address]);
    assert.deepEqual(mail.value.from.map(({ address }) => address), [lea.address]);
  });
}

test('a subject that looks encoded is read as it was written', async () => {
  assert.equal((await readBack({ subject: '=?utf-8?q?Free_money?= and more' })).subject, '=?utf-8?q?Free_money?= and more');
});

const unsendable = ['a', 'a@', '@b.example', 'a@b', 'a b@c.example', 'a,b@c.example', 'a@b.example, c@d.example', 'a@b@c.example', 'a..b@c.example', '.a@b.example', 'a@b..example', 'a@[127.0.0.1]', 'a@1.2.3.4', 'a@b.example\r\nBcc: c', '"a"b@c.example', '"a\n"@b.example', '"a<b"@c.example', `${'a'.repeat(65)}@b.example`, `a@${'b'.repeat(64)}.example`, 'a@b_.example', 'half\ud800@b.example', 'a@ex\u202eample.com'];
for (const address of unsendable) {
  test(`no mail is made for ${JSON.stringify(address)}`, async () => {
    assert.deepEqual(await composeMail({ ...offer, bcc: [{ address }] }), { ok: false, failure: { code: 'address-invalid' } });
    assert.deepEqual(await composeMail({ ...offer, from: { address } }), { ok: false, failure: { code: 'sender-refused' } });
  });
}

for (const [address, written] of [
  ["o'hara+x=y@b.example", "o'hara+x=y@b.example"],
  ['"a, b"@c.example', '"a, b"@c.example'],
  ['anna@Größe.Example', 'anna@xn--gre-6ka8i.example'],
  ['anna@例え.jp', 'anna@xn--r8jz45g.jp'],
]) {
  test(`${address} is written ${written}`, async () => {
    assert.deepEqual((await readBack({ to: [{ address: address ?? '' }] })).to, [{ name: '', address: written }]);
  });
}

test('letters beyond ASCII before the @ stay as they are', async () => {
  assert.deepEqual((await readBack({ to: [{ name: 'Jörg', address: 'jörg@b.example' }] })).to, [{ name: 'Jörg', address: 'jörg@b.example' }]);
});

test('nobody, too many and too much are told with what is most', async () => {
  const failure = async (change: Partial<MailToCompose>, most?: MailBounds) => {
    const mail = await composeMail({ ...offer, ...change }, most);
    return mail.ok ? undefined : mail.failure;
  };
  assert.deepEqual(await failure({ to: [] }), { code: 'nobody' });
  const people = (count: number) => Array.from({ length: count }, (_, index) => ({ address: `p${index}@globex.example` }));
  assert.deepEqual(await failure({ to: people(60), cc: people(60), bcc: people(101) }), { code: 'recipients-too-many', most: 100, asked: 101 });
  assert.equal(await failure({ to: people(60), bcc: people(100) }), undefined);
  const { length } = await composed();
  assert.equal(await failure({}, { recipients: 1, bytes: length }), undefined);
  assert.deepEqual(await failure({}, { recipients: 1, bytes: length - 1 }), { code: 'mail-too-large', most: length - 1, asked: length });
});

test('25 MiB of files are a mail that Gmail takes, and what is larger is told before it is put together', async () => {
  const file = (mebibytes: number) => ({ name: 'film.mov', type: 'video/quicktime', bytes: new Uint8Array(mebibytes * 1024 * 1024) });
  const bytes = await composed({ attachments: [file(20), file(5)] });
  assert.ok(bytes.length < largestMailBytes && bytes.length - 2_000 < encodedBytes(20 * 1024 ** 2) + encodedBytes(5 * 1024 ** 2));
  const tooLarge = await composeMail({ ...offer, attachments: [file(30)] });
  assert.deepEqual(tooLarge, { ok: false, failure: { code: 'mail-too-large', most: largestMailBytes, asked: encodedBytes(30 * 1024 ** 2) } });
});

test('nothing that a mail names is fetched or opened', async () => {
  const html = '<img src="file:///etc/passwd"><img src="https://evil.example/x.png"><img src="data:image/png;base64,AAAA">';
  const mail = await readBack({ text: undefined, html });
  assert.deepEqual([mail.html, mail.parts], [html, []]);
});

test('an id that no header may hold is a mistake of the program', async () => {
  await assert.rejects(composeMail({ ...offer, messageId: 'a@b>\r\nX-Evil: 1' }), TypeError);
  await assert.rejects(composeMail({ ...offer, inReplyTo: 'a b' }), TypeError);
  await assert.rejects(composeMail({ ...offer, attemptId: 'short' }), TypeError);
});

/** Letters of many scripts, some of which join, turn round or have no width. */
const anyText = fc.string({ unit: fc.constantFrom(...'abc Ünïcödé =?_"\'\\<>(),;:@.עבריתالعربية日本語👩‍👩‍👧é\u202e\u200d\t'), maxLength: 150 });
/** White space folds, and what cannot be seen alone is nothing. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').replace(/^[\p{Cf}\s]+$/u, '').trim();

test('whatever names, subject and words are, they are read as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, fc.string({ unit: 'binary', maxLength: 300 }), async (name, subject, words) => {
      const mail = await readBack({ to: [{ name, address: anna.address }], subject, text: `${words}.` });
      assert.equal(mail.subject, flat(subject));
      assert.deepEqual(mail.to, [{ name: flat(name).replaceAll('=?', '= ?'), address: anna.address }]);
      assert.equal(mail.text?.trimEnd(), `${words}.`.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trimEnd());
    }),
    { numRuns: 150 },
  );
});

test('the attempt is read from a mail’s headers by any spelling of its name, and never believed beyond its form', () => {
  const value = 'attempt-0123456789_ab';
  assert.equal(attemptIn([{ name: 'x-gmail-connect-kit-attempt', value: ` ${value} ` }]), value);
  assert.equal(attemptIn([{ name: attemptHeader, value: `${value}<script>` }]), undefined);
  assert.equal(attemptIn([{ name: 'X-Other', value }]), undefined);
  assert.equal(headerOf({ headers: [] }, 'x'), undefined);
});
