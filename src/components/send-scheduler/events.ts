import type { OutgoingMail, OutgoingState } from '../../contract/index.ts';

/** What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries anything that was written in a mail. */
const init = { bubbles: true, composed: true } as const;

/** A mail that leaves, as a host knows it. */
export interface OutgoingDetail {
  readonly mailId: string;
  readonly connectionId: string;
  readonly batchId: string | undefined;
  readonly state: OutgoingState['kind'];
  readonly dueAt: string;
  /** What the host called it, where it did. */
  readonly reference: string | undefined;
}

export const outgoingDetailOf = ({ id, connectionId, batchId, state, dueAt, reference }: OutgoingMail): OutgoingDetail => ({
  mailId: id,
  connectionId,
  batchId,
  state: state.kind,
  dueAt,
  reference,
});

export interface QueuedDetail {
  readonly mails: readonly OutgoingDetail[];
}

/** The person queued one mail, or several with one press of the button. */
export class MailQueuedEvent extends CustomEvent<QueuedDetail> {
  static readonly type = 'mail-queued';
  constructor(detail: QueuedDetail) {
    super(MailQueuedEvent.type, { ...init, detail });
  }
}

/** A mail came into another state while the page was open. */
export class MailMovedEvent extends CustomEvent<OutgoingDetail> {
  static readonly type = 'mail-moved';
  constructor(detail: OutgoingDetail) {
    super(MailMovedEvent.type, { ...init, detail });
  }
}

export interface WaitingDetail {
  readonly waiting: number;
  /** Those that ask for a decision. */
  readonly asking: number;
}

/** How many wait, and how many ask for a decision, changed. */
export class MailsCountedEvent extends CustomEvent<WaitingDetail> {
  static readonly type = 'mails-counted';
  constructor(detail: WaitingDetail) {
    super(MailsCountedEvent.type, { ...init, detail });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mail-queued': MailQueuedEvent;
    'mail-moved': MailMovedEvent;
    'mails-counted': MailsCountedEvent;
  }
}
