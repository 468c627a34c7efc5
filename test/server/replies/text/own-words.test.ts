import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWords } from '../../../../src/server/replies/text/own-words.ts';
import { attributionLines } from './attribution-lines.ts';
import { beginnings } from './beginnings.ts';
import { phoneLines } from './phone-lines.ts';

const answer = 'Fine with us.\n\nAnn';
const text = (whole: string): string => ownWords(whole).text;

for (const [language, lines] of Object.entries(attributionLines)) {
  test(`a quotation below an answer in ${language} is left out, whether it is marked or not`, () => {
    for (const line of lines) {
      assert.equal(text(`${answer}\n\n${line}\n\n> Hello Ann\n>\n> Rep\n`), answer, line);
      assert.equal(text(`${answer}\n\n${line}\n\nHello Ann\nhow about Monday.\n\nRep\n`), answer, line);
    }
  });
}

test('an answer below the quotation is found', () => {
  for (const line of Object.values(attributionLines)
    .flat()
    .filter((each) => !each.includes('\nVon:'))) {
    assert.equal(text(`${line}\n> Hello Ann\n> how about Monday?\n\n${answer}\n`), answer, line);
  }
});

test('the headers of an earlier mail end the answer, in every language of Outlook and its like', () => {
  for (const beginning of Object.values(beginnings).flat()) {
    assert.equal(text(`${answer}\n\n${beginning}\n\nHello Ann\n`), answer, beginning);
  }
});

test('lines that phones and programs add are left out', () => {
  for (const line of phoneLines) {
    assert.equal(text(`${answer}\n\n${line}\n`), answer, line);
    assert.equal(
      text(`${answer}\n\n${line}\n\nOn Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n> Hello`),
      answer,
      line,
    );
  }
});

test('answers between quotations stay, with what they answer', () => {
  const between = '> Does Monday suit you?\n\nYes.\n\n> And the price?\n\nFine with us.';
  assert.equal(
    text(`Hi Rep,\n\nOn Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n${between}\n\n> Regards\n> Rep`),
    `Hi Rep,\n\n${between}`,
  );
  assert.equal(text(`On Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n${between}`), between);
});

test('a quotation without an attribution goes at the end and stays elsewhere', () => {
  assert.equal(text(`${answer}\n\n> Hello Ann\n> Rep`), answer);
  assert.equal(text(`> Does Monday suit you?\n\n${answer}`), `> Does Monday suit you?\n\n${answer}`);
});

test('a signature goes with everything below it', () => {
  for (const separator of ['-- ', '--', '—', '__', '____________', '-----'])
    assert.equal(text(`${answer}\n${separator}\nAnn Example\nBuyer\n+49 30 1234`), answer, separator);
  assert.equal(text(`${answer}\n\n*****\nAnn Example\nBuyer`), answer);
});

test('a row of signs amid a long text is no signature', () => {
  const long = `First part.\n\n***\n\n${Array.from({ length: 12 }, (_, at) => `Line ${at} of the second part.`).join('\n')}`;
  assert.equal(text(long), long);
});

test('a row of signs with sentences below it parts what a person wrote', () => {
  for (const row of ['-----', '______________________________', '*****']) {
    const parted = `${answer}\n\n${row}\n\nThe second half of the order follows in January. Please keep the price until then.\n\nAnn`;
    assert.equal(text(`${parted}\n\nOn 23 Nov 2026, Rep wrote:\n> Hello`), parted);
  }
  const listed = 'Please change:\n\n-\nthe first line\n*\nthe second line';
  assert.equal(text(`${listed}\n\n--\nAnn Example`), listed);
  assert.equal(text(`${answer}\n\n-----\nThis message is confidential and intended for its addressee only. Delete it otherwise.`), answer);
});

test('an answer that shares the line of an attribution is told apart from it', () => {
  for (const line of [
    'Fine with us. On Mon, Nov 23, 2026 at 9:31 AM, Rep <rep@example.org> wrote:',
    'Fine with us.--- On Mon, Nov 23, 2026 at 9:31 AM, rep@example.org wrote:',
  ])
    assert.equal(text(`${line}\n> Hello Ann`), 'Fine with us.', line);
  assert.equal(text('Yes, the price is fine. On Mon, Nov 23, 2026 at 9:31 AM, Rep wrote:\n\nDo you take ten?'), 'Yes, the price is fine.');
});

test('a long quoted line whose rest lost its sign is one quotation', () => {
  const long = 'The offer that we sent last week holds until the end of the month and we';
  assert.equal(text(`${answer}\n\nOn 23 Nov 2026 at 09:31, Rep wrote:\n> ${long}\nwould be glad to hear from you\n> Rep`), answer);
  const inline = `> ${long} call?\nYes.\n> When?\nTomorrow.`;
  assert.equal(text(inline), inline);
});

test('headers above a quotation do what an attribution does', () => {
  const day = 'Mon, 23 Nov 2026 09:31:00 +0100';
  assert.equal(text(`From: Rep <rep@example.org>\nDate: ${day}\n\n> Do you take ten?\n\nYes.`), 'Yes.');
  assert.equal(text(`> -----Original Message-----\n> From: Rep [mailto:rep@example.org]\n> Sent: Monday, November 23, 2026 9:31 AM\n> To: Ann\n> Subject: Offer\n>\n> Do you take ten?\n\nYes.`), 'Yes.');
  assert.equal(text(`${answer}\n\nFrom: rep@example.org\nDate: ${day}\n\nDo you take ten?`), answer);
  assert.equal(text(`On ${day}\nRep Doe <rep@example.org> wrote:\n\n> Do you take ten?\n\nYes.`), 'Yes.');
  assert.equal(text(`${answer}\n\nrep <rep@example.org> wrote:\n\nDo you take ten?`), answer);
  assert.equal(text(`${answer}\n\n------On 11/23/2026 9:31 AM, Rep Doe wrote-----\n\nDo you take ten?`), answer);
});

test('lines of single programs above a quotation are known, and plain text below them is the other mail', () => {
  for (const line of [
    'In message <4711@example.org>, Rep Doe writes:',
    'Quoting Rep Doe <rep@example.org>:',
    'Zitat von Rep Doe <rep@example.org>:',
    'Posted by repdoe on 11/23/2026',
    'repdoe via Example Forum wrote:',
    'Rep Doe (rep@example.org) wrote:',
    '2026-11-23 9:31 GMT+01:00 Rep Doe',
    '2026/11/23 Rep Doe <rep@example.org>',
    'Am 23.11.2026 um 9:31 schrieben Sie:',
    'On Monday, November 23, 2026, repdoe via Example Forum wrote:',
    'El lunes, 23 de noviembre de 2026, Rep Doe escribió:',
    'Begin forwarded message:',
    'From: Rep Doe [mailto:rep@example.org] Sent: Monday, November 23, 2026 9:31 AM To: Ann Subject: Offer',
    'De : Rep Doe Envoyé : lundi 23 novembre 2026 09:31 À : Ann Objet : Offre',
  ])
    assert.equal(text(`${answer}\n\n${line}\n\nHello Ann,\ndo you take ten?`), answer, line);
});

test('a quotation that begins in the line of its attribution is left out', () => {
  assert.equal(
    text(
      `${answer}\n\nSent from Yahoo Mail on Android\n \n  On Mon, Nov 23, 2026 at 9:31 AM, Rep<rep@example.org> wrote:   Hello Ann,\nhow about Monday?`,
    ),
    answer,
  );
  assert.equal(text(`${answer}\n\nLe lun. 23 nov. 2026 à 09:31, Rep <rep@example.org> a écrit : Bonjour`), answer);
});

test('code between fences is nobody’s quotation', () => {
  const code = 'Try this:\n\n```\n# a comment\n--\n> output\nOn 2026-11-23 10:00 root <root@example.com> wrote:\n```\n\nDone.';
  assert.equal(text(code), code);
});

test('a signed mail is read without its armour', () => {
  assert.equal(
    text(
      `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${answer}\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----`,
    ),
    answer,
  );
});

test('sentences that speak of writing and sending are not cut', () => {
  for (const sentence of [
    'On Monday I wrote:\nthe price is fine.',
    'As John wrote in 2019:\nnever change a running system.',
    'From: our side everything is ready.\n\nWhen do we start?',
    'Sent you the contract yesterday. Did it arrive?',
    'Get the new price list from Kate.',
    'Our plan:\n- call on 23.11.\n- visit at 10:00',
    'Date: Monday\nTime: 10:00\nPlace: Berlin',
    'To: be honest, I am not sure.',
    'From: Frankfurt\nTo: Madrid\nDate: 7 December\n\nCan you quote that?',
    'I wrote to ann@example.com on 23.11.2026 at 10:00. No answer yet.',
    'Please send it from your mobile number, not from the office.',
    'Best regards from Berlin',
  ])
    assert.equal(text(sentence), sentence);
});

test('a mail that is nothing but another mail is said to be so', () => {
  for (const beginning of Object.values(beginnings).flat()) {
    assert.deepEqual(
      { ...ownWords(`${beginning}\n\nHello Ann\n`), separated: true },
      { text: '', separated: true, onlyForwarded: true, quotes: true, forwards: ownWords(`${beginning}\n\nHello`).forwards },
      beginning,
    );
  }
});

test('an empty mail has no words and quotes nothing', () => {
  assert.deepEqual(ownWords(' \n\n'), { text: '', separated: false, onlyForwarded: false, quotes: false, forwards: false });
});
