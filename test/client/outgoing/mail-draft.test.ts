import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDraft, type Draft, type TimeChoice } from '../../../src/client/outgoing/draft.ts';
import { draftIdFor, draftToShow, fromMailDraft, toMailDraft } from '../../../src/client/outgoing/mail-draft.ts';
import { decode, draftSchema } from '../../../src/contract/index.ts';

const anna = { name: 'Anna', address: 'anna@globex.example' };
const bob = { address: 'bob@globex.example' };
const written: Draft = {
  ...toDraft({ to: [anna], cc: [bob], subject: 'Offer', text: 'Dear Anna', separately: true, connectionId: 'connection-000001', reference: 'deal-7', marketing: true }),
  typed: { to: 'carl@', cc: '', bcc: '' },
  from: 'sales@globex.example',
  anyHour: true,
  byRecipient: true,
  zones: { 'anna@globex.example': 'Asia/Tokyo' },
  files: [{ id: 'upload-0000000001', name: undefined, size: 0 }],
};

const times: readonly (readonly [TimeChoice, TimeChoice])[] = [
  [{ kind: 'now' }, { kind: 'now' }],
  [{ kind: 'preset', wall: '2026-03-04T08:00' }, { kind: 'other', date: '2026-03-04', time: '08:00', zone: 'Europe/Paris' }],
  [{ kind: 'other', date: '2026-03-29', time: '02:30', zone: 'Asia/Tokyo', choice: 'later' }, { kind: 'other', date: '2026-03-29', time: '02:30', zone: 'Asia/Tokyo', choice: 'later' }],
  [{ kind: 'other', date: '', time: '02:30', zone: 'Asia/Tokyo' }, { kind: 'now' }],
  [{ kind: 'as-offered', whens: [{ kind: 'at', wall: '2026-03-04T08:00', zone: 'Europe/Paris' }] }, { kind: 'now' }],
];
for (const [time, again] of times) {
  test(`what is written comes back as it was, its time as far as it was chosen: ${JSON.stringify(time)}`, () => {
    const kept = toMailDraft({ ...written, time }, 'Europe/Paris');
    assert.deepEqual(decode(draftSchema, kept), { ok: true, value: kept });
    assert.deepEqual(fromMailDraft(kept), { ...written, time: again });
  });
}

test('an empty form is a draft, too', () => {
  const kept = toMailDraft(toDraft({}), 'Europe/Paris');
  assert.ok(decode(draftSchema, kept).ok);
  assert.deepEqual(fromMailDraft(kept), toDraft({}));
});

test('the draft of a mail is found again by whom it is for, whatever the host writes into it', () => {
  const id = draftIdFor({ to: [anna], reference: 'deal-7', subject: 'Hello' });
  assert.match(id ?? '', /^for-[\da-f]{16}$/);
  assert.equal(draftIdFor({ to: [{ address: 'ANNA@globex.example' }], reference: 'deal-7', subject: 'Good morning', text: 'Hi' }), id);
  const others = [{ to: [bob], reference: 'deal-7' }, { to: [anna], reference: 'deal-8' }, { to: [anna] }, { to: [anna], reference: 'deal-7', answersReply: 'reply-0000000001' }, { reference: 'deal-7' }];
  assert.equal(new Set([id, ...others.map(draftIdFor)]).size, 6);
  assert.equal(draftIdFor({ subject: 'Hello' }), undefined);
});

test('a mail to somebody begins with its own draft, a mail to nobody with the last one', () => {
  const kept = ['draft-of-anna-0001', 'draft-of-bob-00001'].map((id) => ({ id, version: 1, savedAt: '2026-03-03T14:00:00.000Z' }));
  assert.equal(draftToShow(kept, undefined), kept[0]);
  assert.equal(draftToShow(kept, 'draft-of-bob-00001'), kept[1]);
  assert.equal(draftToShow(kept, 'draft-of-carl-0001'), undefined);
  assert.equal(draftToShow([], undefined), undefined);
});
