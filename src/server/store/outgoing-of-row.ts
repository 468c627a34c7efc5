import type { Selectable } from 'kysely';
import * as z from 'zod/mini';
import {
  blockReasonSchema,
  cancelReasonSchema,
  decode,
  failReasonSchema,
  holdReasonSchema,
  recipientSchema,
  type BlockReason,
  type CancelReason,
  type FailReason,
  type HoldReason,
  type Recipient,
} from '../../contract/index.ts';
import { toAddresses } from './addresses-of-json.ts';
import type { Owner } from './connections.ts';
import type { OutgoingMailsTable } from './outgoing-tables.ts';

export type StoredState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'held'; readonly at: number; readonly reason: HoldReason }
  | { readonly kind: 'blocked'; readonly at: number; readonly reason: BlockReason }
  | { readonly kind: 'cancelled'; readonly at: number; readonly reason: CancelReason }
  | { readonly kind: 'failed'; readonly at: number; readonly reason: FailReason };

/** A try to hand a mail to Gmail. It is on disk before the call, and may have succeeded whatever was heard of it. */
export interface Attempt {
  /** The mark in the mail's own header. */
  readonly id: string;
  readonly at: number;
  /** Without angle brackets. */
  readonly messageId: string;
}

export interface StoredOutgoing {
  readonly id: string;
  readonly connectionId: string;
  readonly owner: Owner;
  readonly requestKey: string;
  readonly batch: { readonly id: string; readonly index: number } | undefined;
  readonly version: number;
  readonly state: StoredState;
  readonly to: readonly Recipient[];
  /** Every address once, in lower case. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly sealedContent: string;
  readonly reference: string | undefined;
  readonly createdAt: number;
  readonly dueAt: number;
  /** Of those that are due at one time the one with the lower number leaves first. */
  readonly place: number;
  readonly chosen: { readonly wall: string; readonly zone: string; readonly choice: 'earlier' | 'later' | undefined } | undefined;
  readonly recipientZone: string | undefined;
  readonly anyHour: boolean;
  readonly insists: boolean;
  readonly readyAt: number;
  readonly attempt: Attempt | undefined;
  readonly looks: number;
  readonly gmailId: string | undefined;
  readonly threadId: string | undefined;
  readonly gmailMessageId: string | undefined;
  readonly change: number;
}

export const toOutgoing = (row: Selectable<OutgoingMailsTable>): StoredOutgoing => ({
  id: row.id,
  connectionId: row.connection_id,
  owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
  requestKey: row.request_key,
  batch: row.batch_id === null ? undefined : { id: row.batch_id, index: row.batch_index ?? 0 },
  version: row.version,
  state: toState(row),
  to: orElse(decode(z.array(recipientSchema), JSON.parse(row.shown_to)), []),
  recipients: toAddresses(row.recipients),
  subject: row.subject,
  sealedContent: row.sealed_content,
  reference: row.reference ?? undefined,
  createdAt: row.created_at.getTime(),
  dueAt: row.due_at.getTime(),
  place: row.place,
  chosen: row.wall === null || row.zone === null ? undefined : { wall: row.wall, zone: row.zone, choice: row.choice === 'earlier' || row.choice === 'later' ? row.choice : undefined },
  recipientZone: row.recipient_zone ?? undefined,
  anyHour: row.any_hour,
  insists: row.insists,
  readyAt: row.ready_at.getTime(),
  attempt: row.attempt_id === null || row.attempt_at === null ? undefined : { id: row.attempt_id, at: row.attempt_at.getTime(), messageId: row.message_id ?? '' },
  looks: row.looks,
  gmailId: row.gmail_id ?? undefined,
  threadId: row.thread_id ?? undefined,
  gmailMessageId: row.gmail_message_id ?? undefined,
  change: row.change_number,
});

const toState = (row: Selectable<OutgoingMailsTable>): StoredState => {
  const at = row.ended_at?.getTime() ?? row.created_at.getTime();
  const reason: unknown = row.reason === null ? undefined : JSON.parse(row.reason);
  switch (row.state) {
    case 'waiting':
    case 'sending':
    case 'checking':
      return { kind: row.state };
    case 'sent':
      return { kind: 'sent', at };
    case 'held':
      return { kind: 'held', at, reason: known(decode(holdReasonSchema, reason)) };
    case 'blocked':
      return { kind: 'blocked', at, reason: known(decode(blockReasonSchema, reason)) };
    case 'cancelled':
      return { kind: 'cancelled', at, reason: known(decode(cancelReasonSchema, reason)) };
    case 'failed':
      return { kind: 'failed', at, reason: known(decode(failReasonSchema, reason)) };
    default:
      throw new TypeError(`Failed to read a mail's state: ${row.state} is none`);
  }
};

type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** Only this service writes the column. */
const known = <T>(decoded: Decoded<T>): T => {
  if (!decoded.ok) throw new TypeError('Failed to read the reason of a state: it is none of ours');
  return decoded.value;
};

const orElse = <T>(decoded: Decoded<T>, fallback: T): T => (decoded.ok ? decoded.value : fallback);
