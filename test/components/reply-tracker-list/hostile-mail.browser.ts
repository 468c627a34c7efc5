import { assert, waitUntil } from '@open-wc/testing';
import { isolated } from '../../../src/components/shared/address.ts';
import { givenReply } from '../../client/replies/given-reply.ts';
import { all, givenList, one } from './given-list.ts';
import { settled } from './list-world.ts';

/** What strangers write into a mail's head so that a page shows something else than there is. */
const hostile: Readonly<Record<string, string>> = {
  'signs that turn the line round': '\u202egnp.tcartnoc\u202c \u2066\u202e',
  'signs that end an isolation': '\u2069\u2069\u202eevil\u2069',
  'signs that nobody sees': 'Ad\u200bmin\u200d\u2060\u00ad',
  'markup': '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script><style>*{display:none}</style>',
  'an end of the template': '<!--?lit$1$--></bdi></b></div>${alert(1)}{{7*7}}',
  'a word without an end': 'a'.repeat(1_000),
  'a thousand accents': `Z${'\u0301'.repeat(999)}`,
};

describe('a list of hostile mail', () => {
  for (const [what, text] of Object.entries(hostile)) {
    it(`shows ${what} as letters in their own place, in the row and in the reader`, async () => {
      const reply = givenReply({
        subject: text,
        from: { name: text, address: `${text.slice(0, 200)}@globex.example` },
        evidence: [{ code: 'answers-ours', value: text.slice(0, 320) }],
        answers: { id: 'tracked-mail-000001', subject: text, sentAt: '2026-03-01T12:00:00.000Z', reference: text },
      });
      const world = await givenList({ rows: [reply] });
      const isolations = all(world, '.thread bdi').map((element) => element.textContent);
      assert.isTrue(isolations.includes(text), 'the name');
      // Nothing of the mail stands outside of an isolation.
      for (const part of all(world, '.thread bdi')) part.remove();
      assert.notInclude(one(world, '.thread').textContent, text.slice(0, 8));
      assert.lengthOf(all(world, '.thread img, .thread script, .thread style'), 0);
      assert.isAtMost(world.list.scrollWidth, world.list.clientWidth);
      assert.isUndefined((globalThis as { hit?: number }).hit);
    });

    it(`opens ${what} without leaving the reader’s own words in disorder`, async () => {
      const world = await givenList({ rows: [givenReply({ subject: text, from: { name: text, address: 'eve@globex.example' } })], text: { ok: true, value: { text, separated: true, whole: text } } });
      one(world, 'button.open-mail').click();
      await waitUntil(() => all(world, '#reader-title').length === 1, 'No reader is drawn.');
      await settled(world.list);
      assert.lengthOf(all(world, 'img, script'), 0);
      assert.isUndefined((globalThis as { hit?: number }).hit);
    });
  }

  it('lets no name end the isolation in which a sentence holds it', () => {
    const sentence = isolated('\u2069\u202eevil\u2066\u202d');
    assert.equal(sentence, '\u2068evil\u2069');
    assert.equal(isolated('\u200fדנה'), '\u2068\u200fדנה\u2069');
  });
});
