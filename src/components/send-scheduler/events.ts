import type { OutgoingMail, OutgoingState } from '../../contract/index.ts';
import { FactEvent } from '../shared/fact-event.ts';

/** What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries anything that was written in a mail. */

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
export class MailQueuedEvent extends FactEvent<QueuedDetail> {
  static override readonly type = 'mail-queued';
}

/** A mail came into another state while the page was open. */
export class MailMovedEvent extends FactEvent<OutgoingDetail> {
  static override readonly type = 'mail-moved';
}

export interface WaitingDetail {
  readonly waiting: number;
  /** Those that ask for a decision. */
  readonly asking: number;
}

/** How many wait, and how many ask for a decision, changed. */
export class MailsCountedEvent extends FactEvent<WaitingDetail> {
  static override readonly type = 'mails-counted';
}

declare global {
  interface HTMLElementEventMap {
    'mail-queued': MailQueuedEvent;
    'mail-moved': MailMovedEvent;
    'mails-counted': MailsCountedEvent;
  }
}
