import type { CheckUp, Finding, Proof, ProofState } from '../../../src/contract/index.ts';

export const connectionId = 'connection-000001';

export const givenProof = (state: ProofState = { kind: 'none' }, verified?: Proof['verified']): Proof => ({
  connectionId,
  state,
  ...(verified === undefined ? {} : { verified }),
  notProven: ['mail-of-others', 'delivery', 'filters', 'verdicts', 'usual-wait'],
});

export const onItsWay = givenProof({ kind: 'waiting', since: '2026-03-03T14:00:00.000Z', until: '2026-03-03T14:02:00.000Z' });
export const seen = (at = '2026-03-03T14:00:03.000Z'): Proof => givenProof({ kind: 'verified', at, tookMs: 3_000 }, { at, tookMs: 3_000 });

export const givenFinding = (change: Partial<Finding> = {}): Finding => ({
  key: 'finding-000000001',
  code: 'filter',
  severity: 'alarm',
  breadth: 'broad',
  effects: ['marks-read', 'skips-inbox'],
  consequences: ['found-here', 'hidden-in-gmail', 'missed-by-others'],
  criteria: 'in:anywhere',
  contacts: { matching: ['anna@globex.example'], matchingCount: 1, possibleCount: 0 },
  ignored: false,
  openUrl: 'https://mail.google.example/mail/u/?authuser=lea%40northpeak.example#settings/filters',
  ...change,
});

export const narrow = givenFinding({
  key: 'finding-000000002',
  severity: 'inform',
  breadth: 'narrow',
  effects: ['trashes'],
  consequences: ['found-here', 'gone-after-30-days'],
  criteria: 'from:(news@letters.example)',
  contacts: { matching: [], matchingCount: 0, possibleCount: 3 },
});
export const forwarding = givenFinding({ key: 'finding-000000003', code: 'auto-forwarding', severity: 'inform', effects: ['forwards'], consequences: ['found-here', 'answered-elsewhere'], criteria: '', forwardsTo: 'assistant@northpeak.example' });
export const vacation = givenFinding({ key: 'finding-000000004', code: 'vacation-responder', severity: 'inform', effects: ['answers'], consequences: ['automatic-mail'], criteria: '', endsAt: '2026-03-08T12:00:00.000Z' });

export const givenCheckUp = (...findings: readonly Finding[]): CheckUp => ({
  connectionId,
  checkedAt: '2026-03-03T14:00:00.000Z',
  filtersRead: 2,
  contactsCompared: 4,
  findings: [...findings],
  notVisible: ['rules-of-other-programs', 'workspace-rules', 'delegated-mailboxes', 'people'],
});
