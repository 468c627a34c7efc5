import type { EvidenceCode } from '../../../contract/evidence-codes.ts';
import type { ReplyBounce, ReplyVerdict } from '../../../contract/index.ts';

/**
 * What the rules say of a mail, and why. The order in which they look, each taking what is its own from the next:
 *
 *   own mail · bounce · delay notice · auto-reply · calendar answer · read receipt · list or forward · reply · possible reply
 *
 * Bounces come before automatic answers because most mail systems mark both alike, and both before replies because
 * they carry the same threading headers.
 */
export type Judgement = Base &
  (
    | { readonly verdict: 'bounce' | 'delay-notice'; readonly bounce: ReplyBounce }
    | { readonly verdict: 'auto-reply'; readonly returnDate: string | undefined }
    | { readonly verdict: 'calendar-answer'; readonly meeting: Meeting | undefined }
    | { readonly verdict: Exclude<ReplyVerdict, 'bounce' | 'delay-notice' | 'auto-reply' | 'calendar-answer'> }
  );

interface Base {
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** The tracked mail that is meant; undefined where none is known to be. */
  readonly answers: string | undefined;
}

export type Meeting = 'accepted' | 'declined' | 'tentative' | 'counter' | 'cancelled';

/** One reason: a code that each language has words for, and the value that the words speak of. */
export interface Evidence {
  readonly code: EvidenceCode;
  readonly value?: string;
}

const longestValue = 320;

export const evidence = (code: EvidenceCode, value?: string): Evidence => {
  const said = value?.replaceAll(/\s+/g, ' ').trim();
  return said === undefined || said === ''
    ? { code }
    : { code, value: said.length > longestValue ? `${said.slice(0, longestValue - 1)}…` : said };
};

export type { EvidenceCode } from '../../../contract/evidence-codes.ts';

/** What is known beside the mail. All of it may be missing: then the mail is judged by itself. */
export interface JudgeContext {
  /** The mailbox's own addresses; empty when they are not known. */
  readonly mailbox: readonly string[];
  /** What Gmail has put on the mail. */
  readonly labels: readonly string[] | undefined;
  /** Our mails that may be meant: those whose ids the mail names, those of its thread, those sent to its sender. */
  readonly tracked: readonly TrackedMail[] | undefined;
  /** When Gmail received it; without it the mail's own date counts. */
  readonly receivedAt: Date | undefined;
}

export interface TrackedMail {
  readonly id: string;
  /** The one we set and the one Gmail gave, without brackets. */
  readonly messageIds: readonly string[];
  readonly recipients: readonly string[];
  readonly sentAt: Date | undefined;
  /** Whether Gmail has the judged mail in this one's thread. */
  readonly sameThread: boolean;
}

export const byItself: JudgeContext = { mailbox: [], labels: undefined, tracked: undefined, receivedAt: undefined };
