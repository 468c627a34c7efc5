import assert from 'node:assert/strict';
import { test } from 'node:test';
import { taggedMessages } from '../../.config/build/tag-messages.ts';

const tagged = (code: string): string => taggedMessages(code).replace(/^import \{ said \} from '[^']+';\n/, '');

test('a message is a template of its own, with what is put into it', () => {
  assert.equal(tagged("const words = msg('Try again');"), 'const words = said`Try again`;');
  assert.equal(tagged("msg(str`Step ${here + 1} of 9: ${msg('Allow')}`)"), 'said`Step ${here + 1} of 9: ${said`Allow`}`');
});

test('signs that mean something in a template stay signs', () => {
  assert.equal(tagged("msg('a `b` ${c} \\\\ \\u00a0')"), 'said`a \\`b\\` \\${c} \\\\ \u00a0`');
});

test('other calls, and code without messages, stay as they are', () => {
  for (const code of ["log('Try again')", 'msg(words)', "msg('Try again', { id: 'x' })", 'msg(html`<b>x</b>`)']) assert.equal(taggedMessages(code), code);
});
