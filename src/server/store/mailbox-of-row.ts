import type { Selectable } from 'kysely';
import { toAddresses } from './addresses-of-json.ts';
import type { Owner } from './connections.ts';
import type { MailboxesTable } from './reply-tables.ts';

/** How far the changes of one mailbox have been followed. */
export interface StoredMailbox {
  readonly connectionId: string;
  readonly owner: Owner;
  /** In lower case. */
  readonly email: string;
  /** Every address that the person may send from, this one among them. In lower case. */
  readonly ownAddresses: readonly string[];
  readonly ownAddressesNextAt: number | undefined;
  /** Gmail's history id: a text, for it may be larger than a number can tell apart. */
  readonly cursor: string | undefined;
  readonly checkedAt: number | undefined;
  readonly nextPollAt: number;
  /** The claim under which it is polled now, or was when a process died. */
  readonly holder: string | undefined;
  readonly pollsUnfinished: number;
  readonly inHand: string | undefined;
  readonly failures: number;
  readonly lastSentAt: number | undefined;
  readonly catchUp: CatchUp | undefined;
  readonly watchEndsAt: number | undefined;
  readonly watchNextAt: number | undefined;
  readonly gap: Gap | undefined;
  readonly skipped: number;
}

export interface CatchUp {
  readonly since: number;
  readonly page: string | undefined;
  readonly read: number;
  readonly found: number;
}

/** The time in which nothing could be read; open until what arrived in it was read. */
export interface Gap {
  readonly from: number;
  readonly to: number | undefined;
  readonly replies: number;
}

export const toMailbox = (row: Selectable<MailboxesTable>): StoredMailbox => ({
  connectionId: row.connection_id,
  owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
  email: row.email,
  ownAddresses: [...new Set([row.email, ...toAddresses(row.own_addresses)])],
  ownAddressesNextAt: row.own_addresses_next_at?.getTime(),
  cursor: row.cursor ?? undefined,
  checkedAt: row.checked_at?.getTime(),
  nextPollAt: row.next_poll_at.getTime(),
  holder: row.poll_owner ?? undefined,
  pollsUnfinished: row.polls_unfinished,
  inHand: row.in_hand ?? undefined,
  failures: row.failures,
  lastSentAt: row.last_sent_at?.getTime(),
  catchUp:
    row.catch_up_since === null
      ? undefined
      : { since: row.catch_up_since.getTime(), page: row.catch_up_page ?? undefined, read: row.catch_up_read, found: row.catch_up_found },
  watchEndsAt: row.watch_ends_at?.getTime(),
  watchNextAt: row.watch_next_at?.getTime(),
  gap: row.gap_from === null ? undefined : { from: row.gap_from.getTime(), to: row.gap_to?.getTime(), replies: row.gap_replies ?? 0 },
  skipped: row.skipped,
});
