import { sql, type Transaction } from 'kysely';
import { bounceSchema, decode, type CancelReason } from '../../../contract/index.ts';
import type { StoredOutgoing } from '../../store/outgoing-mails.ts';
import { recipientsOfTracked } from '../../store/tracked-mails.ts';
import { writtenKey } from '../channel/sendable-address.ts';
import type { Tables } from '../../store/tables.ts';

/**
 * What came back since a mail was written may make it senseless: the person answered, or the address does not work. It is
 * looked for under the lock that lets the mail go. One that was written a moment ago was written knowing it.
 */
export const withdrawnBy = async (store: Transaction<Tables>, connectionId: string, mails: readonly StoredOutgoing[], now: number): Promise<ReadonlyMap<string, CancelReason>> => {
  const judged = mails.filter(({ createdAt, insists }) => !insists && now - createdAt > justWrittenMs);
  const since = Math.min(...judged.map(({ createdAt }) => createdAt));
  if (judged.length === 0) return new Map();
  const came = await cameSince(store, connectionId, since);
  return new Map(
    judged.flatMap(({ id, createdAt, recipients }) => {
      const first = came.find((each) => each.at > createdAt && each.addresses.some((address) => recipients.includes(address)));
      if (first === undefined) return [];
      const { kind, at, replyId, addresses } = first;
      const address = addresses.find((each) => recipients.includes(each)) ?? '';
      return [[id, { code: kind, address, at: new Date(at).toISOString(), replyId } satisfies CancelReason]];
    }),
  );
};

const justWrittenMs = 60_000;

interface Came {
  readonly kind: 'answered' | 'bounced';
  readonly at: number;
  readonly replyId: string;
  readonly addresses: readonly string[];
}

/** Answers, and bounces for good, oldest first: as a person judged, where one did. */
const cameSince = async (store: Transaction<Tables>, connectionId: string, since: number): Promise<readonly Came[]> => {
  const rows = await store
    .selectFrom('replies')
    .select(['id', 'received_at', 'from_address', 'bounce', 'tracked_id', sql<string>`coalesce(corrected_verdict, verdict)`.as('kind')])
    .where('connection_id', '=', connectionId)
    .where('received_at', '>', new Date(since))
    .where(sql<boolean>`coalesce(corrected_verdict, verdict) in ('reply', 'bounce')`)
    .orderBy('received_at')
    .execute();
  const sentTo = await recipientsOfTracked(store, rows.flatMap((row) => (row.bounce === null ? [] : (row.tracked_id ?? []))));
  return rows.flatMap((row): Came[] => {
    const at = { at: row.received_at.getTime(), replyId: row.id };
    if (row.kind === 'reply') return [{ ...at, kind: 'answered', addresses: [writtenKey(row.from_address)] }];
    const bounce = decode(bounceSchema, row.bounce === null ? undefined : JSON.parse(row.bounce));
    // A full mailbox today may have room tomorrow.
    if (!bounce.ok || bounce.value.kind !== 'hard') return [];
    // Anybody can write a bounce: it tells of nobody else than whom the mail that came back went to.
    const written = sentTo.get(row.tracked_id ?? '') ?? [];
    return [{ ...at, kind: 'bounced', addresses: bounce.value.recipients.map(writtenKey).filter((each) => written.includes(each)) }];
  });
};
