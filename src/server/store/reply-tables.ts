import type { Generated } from 'kysely';

/** The tables of reply tracking. Text that starts with `sealed_` is encrypted. */
export interface ReplyTables {
  mailboxes: MailboxesTable;
  tracked_mails: TrackedMailsTable;
  tracked_people: TrackedPeopleTable;
  replies: RepliesTable;
  postponed_mails: PostponedMailsTable;
  feeds: FeedsTable;
  deliveries: DeliveriesTable;
}

/** One row per connection that may read: how far Gmail's record of changes was followed, and when it is read next. */
export interface MailboxesTable {
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  email: string;
  /** Gmail's history id up to which everything is stored. Absent until the first look. */
  cursor: string | null;
  checked_at: Date | null;
  next_poll_at: Date;
  poll_owner: string | null;
  poll_ends_at: Date | null;
  /** Polls that were begun and neither ended nor failed: a process died in them. */
  polls_unfinished: number;
  /** The mail being handled, noted once a process has died: what is in hand at the next death is passed over. */
  in_hand: string | null;
  failures: number;
  /** When a mail of the user's was last seen leaving; it decides how often Gmail is asked. */
  last_sent_at: Date | null;
  catch_up_since: Date | null;
  catch_up_page: string | null;
  catch_up_read: number;
  catch_up_found: number;
  /** When Gmail stops telling of changes unless it is asked again. */
  watch_ends_at: Date | null;
  watch_next_at: Date | null;
  /** JSON: every address that the person may send from, in lower case. Absent until Gmail was asked. */
  own_addresses: string | null;
  own_addresses_next_at: Date | null;
  /** Since when nothing is read: the person disconnected, or took the permission away. */
  stopped_at: Date | null;
  gap_from: Date | null;
  gap_to: Date | null;
  gap_replies: number | null;
  skipped: number;
}

/** A mail of the user's on which an answer is awaited. */
export interface TrackedMailsTable {
  id: string;
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  gmail_id: string | null;
  thread_id: string | null;
  /** The Message-ID that was set by whoever sent it, without angle brackets. */
  message_id: string | null;
  /** The one that Gmail gave it instead. */
  gmail_message_id: string | null;
  subject: string;
  /** JSON: addresses in lower case. */
  recipients: string;
  sent_at: Date;
  reference: string | null;
  /** `product` sent here, `host` registered by the host, `own` sent by the user in Gmail. */
  source: string;
}

/** Whom the user wrote to last, and in which tracked mail. */
export interface TrackedPeopleTable {
  connection_id: string;
  /** The key that all spellings of one mailbox share. */
  address: string;
  tracked_id: string;
  sent_at: Date;
}

/** A mail that came back. One row per mail of a mailbox, whatever is seen twice. */
export interface RepliesTable {
  id: string;
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  gmail_id: string;
  thread_id: string;
  message_id: string | null;
  tracked_id: string | null;
  received_at: Date;
  found_at: Date;
  from_name: string;
  from_address: string;
  subject: string;
  /** As the rules judged. */
  verdict: string;
  confidence: number;
  /** JSON, as the contract has it. */
  evidence: string;
  /** JSON. */
  bounce: string | null;
  return_date: string | null;
  meeting: string | null;
  found_in: string;
  /** What the person wrote, without quotes, encrypted. */
  sealed_text: string | null;
  corrected_verdict: string | null;
  corrected_at: Date | null;
  seen_at: Date | null;
  handled_at: Date | null;
  /** The owner's feed number at the last change of this row. */
  change_number: number;
}

/** Mails that could not be handled when they were found: the mailbox goes on without them, and comes back to them. */
export interface PostponedMailsTable {
  connection_id: string;
  gmail_id: string;
  thread_id: string;
  /** Tries that ended in an error. */
  tries: number;
  /** Processes that died with this mail in hand. */
  deaths: number;
  /** Absent once it was passed over for good. */
  next_try_at: Date | null;
}

/** The last number given out in a user's feed. Taking one locks the row: numbers appear in the order they commit. */
export interface FeedsTable {
  tenant: string;
  org: string;
  crm_user: string;
  last_change: number;
  /** JSON: the latest eras of the database in which the feed changed, and the number after which each began. */
  eras: Generated<unknown>;
}

/** What a host is to be told, and what became of it. */
export interface DeliveriesTable {
  /** The `webhook-id`. */
  id: string;
  tenant: string;
  org: string;
  crm_user: string;
  /** Which of the tenant's webhooks. */
  target: string;
  /** Deliveries of one order key follow each other. */
  order_key: string;
  /** Only ever compared in SQL. */
  place: Generated<string>;
  type: string;
  /** The body, letter by letter as it is signed. */
  payload: string;
  created_at: Date;
  state: string;
  attempts: number;
  next_attempt_at: Date;
  lease_ends_at: Date | null;
  last_status: number | null;
  ended_at: Date | null;
}
