import type { Reply, ReplyVerdict } from '../../contract/index.ts';

/** What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries anything that was written in a mail. */
const init = { bubbles: true, composed: true } as const;

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
export class ReplyReceivedEvent extends CustomEvent<ReplyDetail> {
  static readonly type = 'reply-received';
  constructor(detail: ReplyDetail) {
    super(ReplyReceivedEvent.type, { ...init, detail });
  }
}

export interface CorrectedDetail extends ReplyDetail {
  /** What the rules had said; undefined where the correction was taken back. */
  readonly judged: ReplyVerdict | undefined;
}

/** The person overruled a verdict, or took that back. */
export class ReplyCorrectedEvent extends CustomEvent<CorrectedDetail> {
  static readonly type = 'reply-corrected';
  constructor(detail: CorrectedDetail) {
    super(ReplyCorrectedEvent.type, { ...init, detail });
  }
}

export interface HandledDetail extends ReplyDetail {
  readonly handled: boolean;
}

/** The person marked a mail as handled, or as not. */
export class ReplyHandledEvent extends CustomEvent<HandledDetail> {
  static readonly type = 'reply-handled';
  constructor(detail: HandledDetail) {
    super(ReplyHandledEvent.type, { ...init, detail });
  }
}

export interface CountedDetail {
  readonly unread: number;
  readonly all: number;
}

/** How many there are, and how many nobody has seen, changed. */
export class RepliesCountedEvent extends CustomEvent<CountedDetail> {
  static readonly type = 'replies-counted';
  constructor(detail: CountedDetail) {
    super(RepliesCountedEvent.type, { ...init, detail });
  }
}

declare global {
  interface HTMLElementEventMap {
    'reply-received': ReplyReceivedEvent;
    'reply-corrected': ReplyCorrectedEvent;
    'reply-handled': ReplyHandledEvent;
    'replies-counted': RepliesCountedEvent;
  }
}
