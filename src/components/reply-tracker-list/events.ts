import type { Reply, ReplyVerdict } from '../../contract/index.ts';
import { FactEvent } from '../shared/fact-event.ts';

/** What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries anything that was written in a mail. */

/** A mail that came back, as a host knows it. */
export interface ReplyDetail {
  readonly replyId: string;
  readonly connectionId: string;
  readonly threadId: string;
  readonly verdict: ReplyVerdict;
  /** The sender's address. */
  readonly from: string;
  /** What the host called the mail that is answered, where it registered it. */
  readonly reference: string | undefined;
}

export const detailOf = ({ id, connectionId, threadId, verdict, from, answers }: Reply): ReplyDetail => ({
  replyId: id,
  connectionId,
  threadId,
  verdict,
  from: from.address,
  reference: answers?.reference,
});

/** A mail came while the page was open. */
export class ReplyReceivedEvent extends FactEvent<ReplyDetail> {
  static override readonly type = 'reply-received';
}

export interface CorrectedDetail extends ReplyDetail {
  /** What the rules had said; undefined where the correction was taken back. */
  readonly judged: ReplyVerdict | undefined;
}

/** The person overruled a verdict, or took that back. */
export class ReplyCorrectedEvent extends FactEvent<CorrectedDetail> {
  static override readonly type = 'reply-corrected';
}

export interface HandledDetail extends ReplyDetail {
  readonly handled: boolean;
}

/** The person marked a mail as handled, or as not. */
export class ReplyHandledEvent extends FactEvent<HandledDetail> {
  static override readonly type = 'reply-handled';
}

export interface CountedDetail {
  readonly unread: number;
  readonly all: number;
}

/** How many there are, and how many nobody has seen, changed. */
export class RepliesCountedEvent extends FactEvent<CountedDetail> {
  static override readonly type = 'replies-counted';
}

declare global {
  interface HTMLElementEventMap {
    'reply-received': ReplyReceivedEvent;
    'reply-corrected': ReplyCorrectedEvent;
    'reply-handled': ReplyHandledEvent;
    'replies-counted': RepliesCountedEvent;
  }
}
