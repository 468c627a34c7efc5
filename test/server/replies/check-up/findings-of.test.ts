import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, findingSchema } from '../../../../src/contract/index.ts';
import type { MailFilter, MailRules } from '../../../../src/server/google/gmail-port.ts';
import { searchOf } from '../../../../src/server/replies/check-up/criteria-of.ts';
import { contactOf, fallsUnder } from '../../../../src/server/replies/check-up/falls-under.ts';
import { findingsOf, type FoundRule } from '../../../../src/server/replies/check-up/findings-of.ts';
import { noon } from '../../given-ports.ts';
import { contacts, filterRows, own } from './filter-rows.ts';

const known = contacts.map(contactOf);
const quiet: MailRules = { filters: [], forwarding: undefined, vacation: undefined };
const look = (rules: Partial<MailRules>, now = noon): readonly FoundRule[] => findingsOf({ ...quiet, ...rules }, { own: [own], contacts: known, now });

const filter = (change: Partial<MailFilter> = {}): MailFilter => ({
  id: 'filter-1',
  criteria: { from: 'ben.bright@client.example' },
  addLabels: [],
  removeLabels: ['UNREAD'],
  forwardTo: undefined,
  ...change,
});

const only = (rules: Partial<MailRules>): FoundRule => {
  const [finding, ...others] = look(rules);
  assert.ok(finding !== undefined && others.length === 0);
  assert.ok(decode(findingSchema, { ...finding, ignored: false, openUrl: 'https://mail.google.com/' }).ok);
  return finding;
};

for (const [what, criteria, breadth, falls] of filterRows) {
  test(`a filter for ${what} is ${breadth}`, () => {
    const finding = only({ filters: [filter({ criteria })] });
    const test = fallsUnder(searchOf(criteria), [own]);
    const each = known.map((contact) => ({ 0: 'n', 0.5: '?', 1: 'y' })[test(contact)]).join('');
    assert.deepEqual([finding.breadth, finding.severity, each], [breadth, breadth === 'broad' ? 'alarm' : 'inform', falls]);
    const surely = contacts.filter((_, index) => falls[index] === 'y');
    const possibleCount = [...falls].filter((one) => one === '?').length;
    assert.deepEqual(finding.contacts, { matching: surely, matchingCount: surely.length, possibleCount });
  });
}

const actions: readonly (readonly [what: string, action: Partial<MailFilter>, effects: string, consequences: string])[] = [
  ['marks as read', { removeLabels: ['UNREAD'] }, 'marks-read', 'found-here hidden-in-gmail missed-by-others'],
  ['skips the inbox', { removeLabels: ['INBOX'] }, 'skips-inbox', 'found-here hidden-in-gmail missed-by-others'],
  ['deletes', { addLabels: ['TRASH'], removeLabels: [] }, 'trashes', 'found-here hidden-in-gmail missed-by-others gone-after-30-days'],
  ['calls it spam', { addLabels: ['SPAM'], removeLabels: [] }, 'calls-spam', 'found-here hidden-in-gmail missed-by-others gone-after-30-days'],
  ['forwards', { removeLabels: [], forwardTo: 'hugo@northpeak.example' }, 'forwards', 'found-here answered-elsewhere'],
  [
    'does everything at once',
    { addLabels: ['TRASH', 'Label_1'], removeLabels: ['INBOX', 'UNREAD', 'IMPORTANT'], forwardTo: 'hugo@northpeak.example' },
    'marks-read skips-inbox trashes forwards',
    'found-here hidden-in-gmail missed-by-others gone-after-30-days answered-elsewhere',
  ],
];

for (const [what, action, effects, consequences] of actions) {
  test(`a filter that ${what} is named with what follows from it`, () => {
    const finding = only({ filters: [filter(action)] });
    assert.deepEqual([finding.effects.join(' '), finding.consequences.join(' '), finding.forwardsTo], [effects, consequences, action.forwardTo]);
  });
}

test('a filter that labels, stars, sorts or keeps out of spam is no finding', () => {
  const harmless = [['Label_7'], ['STARRED'], ['IMPORTANT'], ['CATEGORY_UPDATES']].map((addLabels) => filter({ addLabels, removeLabels: [] }));
  assert.deepEqual(look({ filters: [...harmless, filter({ removeLabels: ['SPAM'] }), filter({ removeLabels: ['IMPORTANT'] })] }), []);
});

const dispositions = [
  ['leaveInInbox', 'inform', 'forwards'],
  ['archive', 'alarm', 'skips-inbox forwards'],
  ['trash', 'alarm', 'trashes forwards'],
  ['markRead', 'alarm', 'marks-read forwards'],
] as const;

for (const [disposition, severity, effects] of dispositions) {
  test(`forwarding everything with "${disposition}" is to ${severity}, and every contact falls under it`, () => {
    const finding = only({ forwarding: { to: 'hugo@northpeak.example', disposition } });
    assert.deepEqual([finding.code, finding.severity, finding.effects.join(' '), finding.forwardsTo], ['auto-forwarding', severity, effects, 'hugo@northpeak.example']);
    assert.deepEqual([finding.contacts.matchingCount, finding.criteria], [3, '']);
  });
}

test('a vacation responder is named while it answers and while it waits for its day, not once it is over', () => {
  const hour = 3_600_000;
  assert.equal(only({ vacation: { startsAt: undefined, endsAt: undefined } }).startsAt, undefined);
  const planned = only({ vacation: { startsAt: noon + hour, endsAt: noon + 2 * hour } });
  assert.deepEqual([planned.code, planned.severity, planned.startsAt, planned.endsAt], ['vacation-responder', 'inform', '2026-03-03T13:00:00.000Z', '2026-03-03T14:00:00.000Z']);
  assert.deepEqual(planned.consequences, ['automatic-mail']);
  assert.deepEqual(look({ vacation: { startsAt: undefined, endsAt: noon } }), []);
  assert.equal(only({ vacation: { startsAt: undefined, endsAt: Number.MAX_SAFE_INTEGER } }).endsAt, '9999-12-31T23:59:59.999Z');
});

test('the criteria are shown as Gmail’s search box would have them', () => {
  const criteria = { from: 'a@b.example', to: 'me', subject: 'sale', query: 'list:x', negatedQuery: 'invoice', hasAttachment: true, size: { bytes: 5, comparison: 'larger' } } as const;
  assert.equal(only({ filters: [filter({ criteria })] }).criteria, 'from:(a@b.example) to:(me) subject:(sale) list:x -{invoice} has:attachment larger:5');
});

test('what turns text around, hides it, breaks lines or is too long is not shown as it stands', () => {
  const { criteria, forwardsTo } = only({ filters: [filter({ criteria: { query: `a\u202e\0b\r\n\ud800c ${'x'.repeat(2_000)}` }, forwardTo: `x\u2066${'y'.repeat(400)}` })] });
  assert.match(criteria, /^a b c x{493}…$/);
  assert.deepEqual([criteria.length, forwardsTo?.length], [500, 320]);
});

test('alarms come first, then what touches most contacts', () => {
  const found = look({
    filters: [
      filter({ id: 'one', criteria: { from: 'noreply' } }),
      filter({ id: 'two', criteria: { from: 'client.example' } }),
      filter({ id: 'three', criteria: { hasAttachment: true } }),
      filter({ id: 'four', criteria: {} }),
      filter({ id: 'five', criteria: { subject: 'weekly report' } }),
    ],
  });
  assert.deepEqual(found.map(({ criteria }) => criteria), ['', 'has:attachment', 'from:(client.example)', 'subject:(weekly report)', 'from:(noreply)']);
});

test('a finding keeps its key until the filter asks for, or does, something else', () => {
  const key = (change: Partial<MailFilter>): string => only({ filters: [filter(change)] }).key;
  const first = key({ addLabels: ['TRASH', 'Label_1'] });
  assert.equal(key({ addLabels: ['Label_1', 'TRASH'] }), first);
  const others = [
    key({ id: 'filter-2', addLabels: ['TRASH', 'Label_1'] }),
    key({ addLabels: ['TRASH', 'Label_1'], criteria: { from: 'ben.bright@client.example', to: 'me' } }),
    key({ addLabels: ['TRASH', 'Label_1'], criteria: { query: 'ben.bright@client.example' } }),
    key({ addLabels: ['TRASH'] }),
    key({ addLabels: ['TRASH', 'Label_1'], forwardTo: 'hugo@northpeak.example' }),
  ];
  assert.equal(new Set([first, ...others]).size, 6);
});

test('a filter for what comes to an alias may catch every answer, as one for the mailbox itself', () => {
  const toAlias = [filter({ criteria: { to: 'sales@team.example' } })];
  const [unknown] = findingsOf({ ...quiet, filters: toAlias }, { own: [own], contacts: known, now: noon });
  const [alias] = findingsOf({ ...quiet, filters: toAlias }, { own: [own, 'sales@team.example'], contacts: known, now: noon });
  assert.deepEqual([unknown?.contacts?.matchingCount, alias?.contacts?.matchingCount], [0, known.length]);
});

test('five contacts are named and the others counted', () => {
  const many = Array.from({ length: 40 }, (_, index) => contactOf(`person${index}@client.example`));
  const [finding] = findingsOf({ ...quiet, filters: [filter({ criteria: { from: 'client.example' } })] }, { own: [own], contacts: many, now: noon });
  assert.deepEqual(finding?.contacts, { matching: many.slice(0, 5).map(({ address }) => address), matchingCount: 40, possibleCount: 0 });
});

test('a thousand filters, some with hundreds of senders, are held against two thousand contacts in a moment', (t) => {
  const people = Array.from({ length: 2_000 }, (_, index) => contactOf(`person${index}@company${index % 97}.example`));
  const senders = Array.from({ length: 200 }, (_, index) => `person${index * 7}@company${(index * 7) % 97}.example`).join(' OR ');
  const filters = Array.from({ length: 1_000 }, (_, index) =>
    filter({ id: `filter-${index}`, criteria: index % 4 === 0 ? { from: senders } : index % 4 === 1 ? { from: `company${index % 97}.example` } : { query: `from:(a${index} OR b) subject:(sale)` } }),
  );
  const began = performance.now();
  const found = findingsOf({ ...quiet, filters }, { own: [own], contacts: people, now: noon });
  const tookMs = performance.now() - began;
  t.diagnostic(`${Math.round(tookMs)} ms`);
  assert.equal(found.length, 1_000);
  assert.ok(tookMs < 2_000);
});
