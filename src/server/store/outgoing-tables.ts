import type { Generated } from 'kysely';

/** The tables of mail that leaves. Text that starts with `sealed_` is encrypted. */
export interface OutgoingTables {
  outgoing_mails: OutgoingMailsTable;
  sending_mailboxes: SendingMailboxesTable;
  sent_elsewhere: SentElsewhereTable;
  heard_facts: HeardFactsTable;
  unsubscribe_links: UnsubscribeLinksTable;
}

/** One row per mail, whatever becomes of it. */
export interface OutgoingMailsTable {
  id: string;
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  /** What whoever asked called it: the same key again is the same mail. */
  request_key: string;
  batch_id: string | null;
  batch_index: number | null;
  /** The order in which mails leave that are due at once: that in which they were queued, until a person moves one. */
  place: Generated<number>;
  version: number;
  state: string;
  /** JSON: what belongs to the state, as the contract has it. */
  reason: string | null;
  /** JSON: To, as names and addresses. */
  shown_to: string;
  /** JSON: every address once, in lower case. */
  recipients: string;
  subject: string;
  /** JSON of the content, encrypted. */
  sealed_content: string;
  reference: string | null;
  created_at: Date;
  due_at: Date;
  /** What the person chose, where a time was chosen. */
  wall: string | null;
  zone: string | null;
  choice: string | null;
  recipient_zone: string | null;
  any_hour: boolean;
  /** A person wants it sent whatever was answered meanwhile. */
  insists: boolean;
  /** Not looked at before: the due time, or when its hours open. */
  ready_at: Date;
  /** The mark of the latest attempt, in a header of the mail. */
  attempt_id: string | null;
  attempt_at: Date | null;
  /** Until then the process that made the attempt is waited for. */
  attempt_ends_at: Date | null;
  /** The Message-ID that the attempt gave it, without angle brackets. */
  message_id: string | null;
  /** When the mailbox is looked through for it next, and how often that was done. */
  look_at: Date | null;
  looks: number;
  gmail_id: string | null;
  thread_id: string | null;
  /** The Message-ID that Gmail gave it. */
  gmail_message_id: string | null;
  ended_at: Date | null;
  /** The owner's feed number at the last change of this row. */
  change_number: number;
}

/** One row per connection that something was ever sent through: whose lock decides what leaves it, and when it is looked at. */
export interface SendingMailboxesTable {
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  /** When something may leave next: whoever looks much later was away. */
  next_at: Date;
  /** Since when nothing leaves. */
  parked_at: Date | null;
  holder: string | null;
  lease_ends_at: Date | null;
  /** Why nothing leaves at all, where that is so: reconnection, permission, google-away, google-policy, no-gmail. */
  parked: string | null;
  /** What the next mail waits for, with `next_at`. */
  held_by: string | null;
  failures: number;
  created_at: Date;
  /** The sender's IANA zone, once it is known. */
  zone: string | null;
  /** JSON: the hours in which mail may leave; absent: any. */
  hours: string | null;
  /** JSON: what an administrator set of the limits. */
  override: string | null;
  /** Since when its owner has disconnected it. */
  stopped_at: Date | null;
}

/** Mail that the user sent elsewhere, as the mailbox' history told of it. It counts in the limits. */
export interface SentElsewhereTable {
  connection_id: string;
  gmail_id: string;
  sent_at: Date;
  /** JSON: the addresses, where they are known. */
  recipients: string | null;
}

/** What Google said of a mailbox' sending. */
export interface HeardFactsTable {
  connection_id: string;
  place: Generated<string>;
  heard_at: Date;
  /** JSON. */
  fact: string;
}

/** Under the id of a mail that can be unsubscribed from: who gets it. */
export interface UnsubscribeLinksTable {
  id: string;
  tenant: string;
  org: string;
  address: string;
  left_at: Date;
}
