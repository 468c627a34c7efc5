import type { Connection, TrackedMailbox } from '../../../src/contract/index.ts';
import type { GivenAnswer, GivenCalls } from '../../client/given-calls.ts';
import { givenConnection } from '../../client/given-mail-client.ts';
import { givenMailbox, givenTracking } from '../../client/replies/given-reply.ts';
import { connectionId, forwarding, givenCheckUp, givenFinding, givenProof, narrow, onItsWay, seen, vacation } from '../../client/tracking/given-proof.ts';

/** What the service says of one mailbox, as on 3 March 2026 at 14:02 UTC. */
export interface Said {
  readonly mailbox?: Partial<TrackedMailbox>;
  readonly proof?: () => GivenAnswer;
  readonly asked?: () => GivenAnswer;
  readonly checkUp?: () => GivenAnswer;
  readonly tracking?: () => GivenAnswer;
  readonly connection?: Partial<Connection>;
}

export const path = `/v1/tracking/${connectionId}`;
const checkedAt = '2026-03-03T14:01:30.000Z';

export const answersOf = ({ mailbox = {}, proof, asked, checkUp, tracking }: Said): GivenCalls['answers'] => ({
  'GET /v1/tracking': tracking ?? (() => givenTracking(givenMailbox({ checkedAt, ...mailbox }))),
  [`GET ${path}/proof`]: proof ?? (() => givenProof()),
  [`POST ${path}/proof`]: asked ?? (() => onItsWay),
  [`GET ${path}/check-up`]: checkUp ?? (() => givenCheckUp()),
  [`POST ${path}/check-up/ignore`]: () => undefined,
  [`POST ${path}/check`]: () => undefined,
});

export const connectionOf = ({ connection }: Said): Connection => givenConnection(connection);

const never = (): Promise<undefined> => new Promise<undefined>(() => undefined);
const away = { fails: { code: 'network-failed' } } as const;
const at = '2026-03-03T14:01:00.000Z';
const failed = (failure: Extract<ReturnType<typeof givenProof>['state'], { kind: 'failed' }>['failure']): Said => ({ proof: () => givenProof({ kind: 'failed', at, failure }) });

/** Every state of the section on the card, by name. */
export const trackingStates = {
  calm: { proof: () => seen() },
  'never tested': {},
  'tested long ago': { proof: () => seen('2026-01-03T14:00:00.000Z') },
  'by push': { mailbox: { push: true, boundSeconds: 600 }, proof: () => seen() },
  'on its way': { proof: () => onItsWay },
  'not found': failed({ code: 'not-seen' }),
  'found late': failed({ code: 'late', tookMs: 250_000 }),
  'sending refused': failed({ code: 'sending-refused' }),
  'sending limit': failed({ code: 'sending-limit', retryAt: '2026-03-03T15:10:00.000Z' }),
  'permission missing': failed({ code: 'permission', missing: ['send'] }),
  'at risk': { checkUp: () => givenCheckUp(givenFinding(), givenFinding({ key: 'finding-000000005', code: 'auto-forwarding', effects: ['trashes', 'forwards'], criteria: '', forwardsTo: 'assistant@northpeak.example' }), narrow, forwarding, vacation) },
  'nothing but to know of': { checkUp: () => givenCheckUp(narrow) },
  'one ignored': { checkUp: () => givenCheckUp(givenFinding({ ignored: true }), narrow) },
  'settings being read': { checkUp: never },
  'settings not read': { checkUp: () => ({ fails: { code: 'google-unavailable' } }) },
  starting: { mailbox: { state: { kind: 'starting' } } },
  late: { mailbox: { state: { kind: 'late' }, checkedAt: '2026-03-03T12:02:00.000Z' }, proof: () => seen() },
  'catching up': { mailbox: { state: { kind: 'catching-up', since: '2026-02-28T08:00:00.000Z', read: 340, found: 2 } } },
  'gap closed': { mailbox: { gap: { from: '2026-03-03T08:12:00.000Z', to: '2026-03-03T09:40:00.000Z', replies: 2 } } },
  skipped: { mailbox: { skipped: 2 } },
  'reading not permitted': { mailbox: { state: { kind: 'not-permitted' } }, connection: { granted: ['send'] } },
  'sending not permitted': { connection: { granted: ['read'] } },
  loading: { tracking: never },
  'out of reach': { tracking: () => away, proof: () => away },
} satisfies Record<string, Said>;

export type TrackingStateName = keyof typeof trackingStates;
