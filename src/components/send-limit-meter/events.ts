import type { SendingLimits } from '../../contract/index.ts';

/** How a mailbox's sending stands, as a host may want to know it. */
export interface SendLimitDetail {
  readonly connectionId: string;
  /** `near` from 80 %, `very-near` from 95 %. */
  readonly fullness: 'free' | 'near' | 'very-near' | 'reached';
  /** Google told us to wait. */
  readonly paused: boolean;
  /** The limit that is reached first. */
  readonly limit: SendingLimits['binding'];
  readonly left: number;
  readonly most: number;
  /** When the next mail may leave, where none may now and it is known. */
  readonly roomAt: string | undefined;
}

/** The limit came near, was reached, was paused by Google, or is free again. It bubbles and leaves the shadow tree. */
export class SendLimitChangedEvent extends CustomEvent<SendLimitDetail> {
  static readonly type = 'send-limit-changed';
  constructor(detail: SendLimitDetail) {
    super(SendLimitChangedEvent.type, { bubbles: true, composed: true, detail });
  }
}

declare global {
  interface HTMLElementEventMap {
    'send-limit-changed': SendLimitChangedEvent;
  }
}
