import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replyTextOf, wordsOf } from '../../../../src/server/replies/text/reply-text.ts';

const textOf = (html: string, text?: string): string => wordsOf({ html, text }).text;

/** How mail programs send an answer above what it answers. */
const programs: Readonly<Record<string, string>> = {
  Gmail:
    '<div dir="ltr">Fine with us.<div><br></div><div>Ann</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 9:31 AM Rep &lt;<a href="mailto:rep@example.org">rep@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px">Hello Ann</blockquote></div>',
  'Gmail, years ago':
    '<div>Fine with us.<br><br>Ann</div><div class="gmail_extra"><br><div class="gmail_quote">On Mon, Nov 23, 2026 at 9:31 AM, Rep <span dir="ltr">&lt;rep@example.org&gt;</span> wrote:<br><blockquote class="gmail_quote">Hello Ann</blockquote></div></div>',
  'Outlook on the web':
    '<div>Fine with us.</div><div><br></div><div>Ann</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Rep &lt;rep@example.org&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> Offer</div><div>Hello Ann</div>',
  'Outlook for Windows':
    '<div class="WordSection1"><p class="MsoNormal">Fine with us.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Ann<o:p></o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>Von:</b> Rep &lt;rep@example.org&gt;<br><b>Gesendet:</b> Montag, 23. November 2026 09:31<br><b>An:</b> Ann<br><b>Betreff:</b> Angebot</p></div><p class="MsoNormal">Hallo Ann</p></div>',
  'Outlook for phones':
    '<div>Fine with us.</div><div><br></div><div>Ann</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr><div><b>From:</b> Rep</div><div>Hello Ann</div></div>',
  'Apple Mail':
    '<div>Fine with us.</div><div><br></div><div>Ann</div><div><br><blockquote type="cite"><div>On 23 Nov 2026, at 09:31, Rep &lt;rep@example.org&gt; wrote:</div><br><div>Hello Ann</div></blockquote></div>',
  Thunderbird:
    '<p>Fine with us.</p><p>Ann</p><div class="moz-cite-prefix">Am 23.11.26 um 09:31 schrieb Rep:<br></div><blockquote type="cite" cite="mid:tracked-1@example.org"><p>Hello Ann</p></blockquote><div class="moz-signature">-- <br>Ann Example</div>',
  Yahoo:
    '<div class="ydp1-yahoo-style-wrap"><div>Fine with us.</div><div><br></div><div>Ann</div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday, November 23, 2026 at 09:31:12 AM GMT+1, Rep wrote:</div><div>Hello Ann</div></div>',
  Proton:
    '<div>Fine with us.</div><div><br></div><div>Ann</div><div class="protonmail_signature_block">Sent with Proton Mail</div><div class="protonmail_quote">On Monday, Rep wrote:<blockquote class="protonmail_quote" type="cite">Hello Ann</blockquote></div>',
  Zoho: '<div>Fine with us.<br><br>Ann<br></div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Mon, 23 Nov 2026 Rep wrote ----</div><blockquote>Hello Ann</blockquote></div>',
  GMX: '<div>Fine with us.<br/><br/>Ann</div><div name="quote" style="margin:10px"><div><b>Gesendet:</b> Montag<br/><b>Von:</b> Rep</div><div name="quoted-content">Hello Ann</div></div>',
  'an Outlook that quotes Gmail':
    '<div>Fine with us.</div><div><br></div><div>Ann</div><div class="x_gmail_quote"><div class="x_gmail_attr">On Monday, Rep wrote:</div><blockquote class="x_gmail_quote">Hello Ann</blockquote></div>',
};

test('the structure of HTML separates the answer, program by program', () => {
  for (const [program, html] of Object.entries(programs)) assert.equal(textOf(html), 'Fine with us.\n\nAnn', program);
});

test('answers between quotations and below them are found', () => {
  const gmail =
    '<div class="gmail_quote"><div class="gmail_attr">On Monday, Rep wrote:</div><blockquote class="gmail_quote">Does Monday suit you?</blockquote><div>Yes.</div><blockquote class="gmail_quote">And the price?</blockquote><div>Fine.</div></div>';
  assert.equal(textOf(gmail), 'Yes.\nFine.');
  const below =
    '<div>On Mon, 23 Nov 2026 at 09:31, Rep &lt;rep@example.org&gt; wrote:</div><blockquote type="cite">Hello Ann</blockquote><div>Fine with us.</div>';
  assert.equal(textOf(below), 'Fine with us.');
});

test('a mail passed on from Gmail is no word of its sender', () => {
  const html =
    '<div>See below.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Kate</b><br>Date: Mon, Nov 23, 2026<br>Subject: Offer<br>To: Ann<br></div><br>We take it.</div>';
  assert.deepEqual([textOf(html), wordsOf({ html, text: undefined }).forwards], ['See below.', true]);
});

test('HTML becomes lines as a page would show it', () => {
  assert.equal(
    textOf('<p>One</p><p>Two<br>Three</p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>'),
    'One\n\nTwo\nThree\n\n- a\n- b\n\nx y',
  );
  assert.equal(textOf('<pre>a\n  b</pre>'), 'a\n  b');
  assert.equal(textOf('a &amp; b &lt;c&gt; &eacute;&#233;&#xe9; &nbsp;d'), 'a & b <c> ééé  d');
});

test('what a page does not show is not read', () => {
  assert.equal(
    textOf(
      '<head><title>No</title><style>p{}</style></head><div style="display:none">Preview</div><script>alert(1)</script><!-- no --><p>Yes</p>',
    ),
    'Yes',
  );
});

test('the plain text is taken where the HTML tells nothing apart', () => {
  assert.equal(
    textOf(
      '<p>Fine with us. On Mon, Rep wrote: Hello</p>',
      'Fine with us.\n\nOn Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n> Hello\n',
    ),
    'Fine with us.',
  );
});

test('broken markup is read as far as it goes', () => {
  for (const html of ['<div><p>Fine', '<div>Fine</p></div></div></div>', 'Fine<', '<p>Fine</p', '<b><i>Fine</b></i>'])
    assert.match(textOf(html), /Fine/, html);
});

test('when nothing is left the whole is given to be shown', () => {
  const words = wordsOf({ html: undefined, text: 'On Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n> Hello\n' });
  assert.deepEqual(replyTextOf(words), {
    text: '',
    separated: false,
    whole: 'On Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n> Hello',
  });
});
