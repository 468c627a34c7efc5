import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowWith } from './given-flow.ts';
import { finishDocument } from '../../../src/server/connect/finish-document.ts';
import { shownName } from '../../../src/server/connect/shown-name.ts';

const rows: readonly (readonly [string, string, string])[] = [
  ['an everyday name stays as it is', 'Ada Lovelace', 'Ada Lovelace'],
  ['a name of any script stays as it is', 'محمد‌رضا 李小龍 Zoë', 'محمد‌رضا 李小龍 Zoë'],
  ['marks that turn the text around are left out', 'Ada\u202e ecalevoL\u2066\u200f', 'Ada ecalevoL'],
  ['marks that nobody sees are left out', '\ufeffA\u200bd\u00ada\u{e0041}', 'Ada'],
  ['several lines become one', 'Ada\u2028\r\n\tLovelace\u2029', 'Ada Lovelace'],
  ['nothing but such marks is no name', ' \u202e\u200b ', ''],
  ['a name of sixty characters is whole', '😀'.repeat(60), '😀'.repeat(60)],
];

for (const [title, name, shown] of rows) {
  test(`on a page of the service ${title}`, () => {
    assert.equal(shownName(name), shown);
  });
}

test('a sentence in the place of a name is cut', () => {
  const shown = shownName('Support. To finish, send these eight characters to help@evil.example within ten minutes');
  assert.equal(shown, 'Support. To finish, send these eight characters to help@evi…');
  assert.equal(shown.length, 60);
});

const pageFor = (userName: string | undefined, user = 'user-1'): string =>
  finishDocument({
    flow: flowWith({ userName, user }),
    product: 'Acme CRM',
    message: { gck: 'finish', flowId: 'flow-0123456789abcdef', finishCode: 'ABCDEFGH' },
    byHand: true,
    returnUrl: undefined,
    byHandUrl: 'https://connect.example.com/by-hand',
  });

test('the page that shows the code sets the name apart from its own words', () => {
  assert.match(pageFor(`Ada\u202e <b>${'x'.repeat(100)}`), /<dd><bdi>Ada &lt;b&gt;x{52}…<\/bdi><\/dd>/);
  assert.match(pageFor(undefined, `id-${'x'.repeat(100)}`), /<dd><bdi>id-x{56}…<\/bdi><\/dd>/);
  assert.match(pageFor('\u200b'), /<dd><bdi>user-1<\/bdi><\/dd>/);
});
