import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailReason, MailContent } from '../../../../src/contract/index.ts';
import { contentColumns, failureOf, judgeContent, judgeFiles, openContent } from '../../../../src/server/sending/queue/content.ts';
import { outgoingContentPlace } from '../../../../src/server/store/sealed-places.ts';
import { givenPorts } from '../../given-ports.ts';
import { quickStore } from '../../connect/given-service.ts';

const owner = { tenant: 'acme', org: 'org-1', user: 'lea' };
const content = (change: Partial<MailContent> = {}): MailContent => ({ to: [{ address: 'anna@globex.example' }], subject: 'Hello', text: 'x', ...change });
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ address: `p${index}@globex.example` }));

const judged: readonly (readonly [Partial<MailContent>, FailReason | undefined])[] = [
  [{}, undefined],
  [{ to: [] }, { code: 'nobody' }],
  [{ to: [], bcc: [{ address: 'a@b.example' }] }, undefined],
  [{ to: [{ address: 'a@b.example,c@d.example' }] }, { code: 'address-invalid' }],
  [{ to: people(100) }, undefined],
  [{ to: people(60), cc: people(60), bcc: people(60) }, undefined],
  [{ to: people(101) }, { code: 'recipients-too-many', most: 100, asked: 101 }],
  [{ marketing: true, to: people(1) }, undefined],
  [{ marketing: true, to: people(2) }, { code: 'recipients-too-many', most: 1, asked: 2 }],
];
test('what nobody could be sent is named before its time, each person counted once', () => {
  for (const [change, expected] of judged) assert.deepEqual(judgeContent(content(change), 100), expected, JSON.stringify(change).slice(0, 80));
});

test('files are judged by those that are there: one twice is one, and together they fit or do not', () => {
  const known = new Map([['small', 10], ['half', 14 * 1024 * 1024], ['other-half', 14 * 1024 * 1024]]);
  const codeOf = (...attachments: string[]): string | undefined => judgeFiles(content({ attachments }), known)?.code;
  assert.deepEqual([codeOf(), codeOf('small', 'small'), codeOf('half', 'half'), codeOf('half', 'other-half'), codeOf('small', 'gone')], [undefined, undefined, undefined, 'mail-too-large', 'attachment-gone']);
});

test('every reason is a failure that a page knows', () => {
  for (const code of ['nobody', 'address-invalid', 'sender-refused', 'attachment-gone', 'content-unreadable', 'refused-by-gmail'] as const) assert.ok(failureOf({ code }).code);
  assert.deepEqual(failureOf({ code: 'mail-too-large', most: 1, asked: 2 }), { code: 'mail-too-large', most: 1, asked: 2 });
});

test('content is read back by its owner, under its own id, and by nobody else', async (t) => {
  const store = await quickStore();
  t.after(() => store.close());
  const { ports } = givenPorts(store);
  const given = content({ subject: 'Half \ud800', text: 'CANARY', cc: [{ name: 'B', address: 'B@Globex.example' }] });
  const row = contentColumns(ports, owner, 'mail-1', given);
  assert.doesNotMatch(row.sealed_content, /CANARY/);
  assert.equal(row.recipients, '["anna@globex.example","b@globex.example"]');
  const opened = openContent(ports, owner, 'mail-1', row.sealed_content);
  assert.deepEqual(opened.ok && opened.value, given);
  for (const [who, id, sealed] of [[owner, 'mail-2', row.sealed_content], [{ ...owner, org: 'org-2' }, 'mail-1', row.sealed_content], [owner, 'mail-1', 'nonsense']] as const) {
    assert.equal(openContent(ports, who, id, sealed).ok, false);
  }
  // What another version wrote may be sealed well and still be no mail.
  const odd = ports.keyring.seal('{"to":"anna@globex.example"}', outgoingContentPlace({ ...owner, id: 'mail-1' }));
  assert.deepEqual(openContent(ports, owner, 'mail-1', odd), { ok: false, failure: { code: 'content-unreadable' } });
});
