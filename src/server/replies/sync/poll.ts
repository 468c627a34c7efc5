import type { Ports } from '../../ports.ts';
import type { CatchUp, ClaimedMailbox } from '../../store/mailboxes.ts';
import type { MailboxAtGmail } from './mailbox-at-gmail.ts';

/** What belongs to one poll of one mailbox, for everything that works in it. */
export interface Poll {
  readonly ports: Ports;
  /** As it stood when it was claimed. */
  readonly mailbox: ClaimedMailbox;
  readonly gmail: MailboxAtGmail;
  /** Aborted when this process ends. */
  readonly signal: AbortSignal;
  readonly dropped: Dropped;
  /** A process has died in a poll of this mailbox: each mail is noted before it is touched. */
  readonly careful: boolean;
  /** Every address that the person may send from. */
  ownAddresses: readonly string[];
  /** When the user last sent something, as far as this poll has seen. */
  sentAt: number | undefined;
  /** Whether what is found counts for a time that is read again, or that could not be read. */
  counts: boolean;
  /** What is to be read again, as far as this poll knows; whoever notes more of it has the mailbox polled once more. */
  catchUp: CatchUp | undefined;
}

/**
 * Mails that were looked at and are nothing of ours. No row says so: this memory saves reading them again when a poll is
 * broken off and begun anew.
 */
export interface Dropped {
  readonly ids: Set<string>;
  /** What is being read again, and was when they were looked at. */
  since: number | undefined;
}

/** A mail as Gmail's lists name it. Not every list has labels. */
export interface Listed {
  readonly gmailId: string;
  readonly threadId: string;
  readonly labels: readonly string[] | undefined;
  /** Set for one that could not be handled before. */
  readonly postponed?: true;
}
