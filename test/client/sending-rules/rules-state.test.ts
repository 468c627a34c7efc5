import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOfRules, lackOfRules, rulesOfDraft, rulesTransition, type RulesInput, type RulesState } from '../../../src/client/sending-rules/rules-state.ts';
import type { SendingRules } from '../../../src/contract/index.ts';

const connectionId = 'connection-000001';
const none: SendingRules = { zone: null, hours: null };
const office: SendingRules = { zone: 'Europe/Paris', hours: { clockOf: 'sender', days: [1, 2, 3, 4, 5], from: '09:00', until: '24:00' } };
const fetching: RulesState = { kind: 'fetching', connectionId };
const zone = 'Europe/Paris';
const after = (state: RulesState, ...inputs: readonly RulesInput[]): RulesState => inputs.reduce(rulesTransition, state);
const setting = after(fetching, { heard: 'rules', rules: none, zone });

test('a mailbox that knows no clock is offered that of this computer, and any hour', () => {
  assert.deepEqual(setting, { kind: 'setting', connectionId, seen: none, draft: { zone, inHours: false, days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00', clockOf: 'sender' } });
});

test('hours that end with the day are shown as midnight, and saved as they were', () => {
  const draft = draftOfRules(office, zone);
  assert.equal(draft.until, '00:00');
  assert.deepEqual(rulesOfDraft(draft), office);
});

test('hours that are switched off stay in the form, and are not saved', () => {
  const draft = { ...draftOfRules(office, zone), inHours: false };
  assert.equal(draft.from, '09:00');
  assert.deepEqual(rulesOfDraft(draft), { zone, hours: null });
});

test('days are saved in the order of the week, whatever order they were chosen in', () => {
  assert.deepEqual(rulesOfDraft({ ...draftOfRules(office, zone), days: [5, 1, 3] }).hours?.days, [1, 3, 5]);
});

for (const [title, change, lack] of [
  ['a zone that nobody knows', { zone: 'Atlantis' }, 'zone'],
  ['no day', { days: [] }, 'days'],
  ['an end before the beginning', { from: '18:00', until: '09:00' }, 'times'],
  ['a time that is not whole', { from: '' }, 'times'],
] as const) {
  test(`nothing is saved with ${title}`, () => {
    assert.equal(lackOfRules({ ...draftOfRules(office, zone), ...change }), lack);
    const tried = after(fetching, { heard: 'rules', rules: office, zone }, { do: 'change', to: change }, { do: 'save' });
    assert.deepEqual([tried.kind, tried.kind === 'setting' && tried.lack], ['setting', lack]);
    assert.equal(after(tried, { do: 'change', to: { zone } }).kind === 'setting', true);
  });
}

test('what another window set meanwhile is shown, and either stands by the person’s word', () => {
  const conflict = after(setting, { do: 'change', to: { inHours: true } }, { do: 'save' }, { heard: 'changed', theirs: office });
  assert.deepEqual([conflict.kind, conflict.kind === 'conflict' && conflict.seen], ['conflict', office]);
  assert.deepEqual(after(conflict, { do: 'take-theirs' }), { kind: 'setting', connectionId, seen: office, draft: draftOfRules(office, zone) });
  const mine = after(conflict, { do: 'save' });
  assert.deepEqual([mine.kind, mine.kind === 'saving' && [mine.seen, mine.draft.from]], ['saving', [office, '08:00']]);
});

test('what has no meaning where the form stands changes nothing', () => {
  const inputs: readonly RulesInput[] = [{ do: 'save' }, { do: 'change', to: {} }, { do: 'take-theirs' }, { heard: 'saved', rules: none }, { heard: 'changed', theirs: none }, { heard: 'refused', failure: { code: 'timed-out' } }];
  for (const input of inputs) assert.equal(rulesTransition(fetching, input), fetching);
  const failed = after(fetching, { heard: 'fetch-failed', failure: { code: 'timed-out' } });
  assert.deepEqual(failed, { kind: 'fetch-failed', connectionId, failure: { code: 'timed-out' } });
  assert.equal(after(failed, { heard: 'rules', rules: none, zone }), failed);
  assert.deepEqual(after(failed, { do: 'fetch', connectionId }), fetching);
});

test('a refusal leaves the form as it was written', () => {
  const refused = after(setting, { do: 'change', to: { inHours: true, from: '07:30' } }, { do: 'save' }, { heard: 'refused', failure: { code: 'timed-out' } });
  assert.deepEqual([refused.kind, refused.kind === 'setting' && [refused.draft.from, refused.failure]], ['setting', ['07:30', { code: 'timed-out' }]]);
});
