import type { SendingLimits } from '../../contract/index.ts';
import { FactEvent } from '../shared/fact-event.ts';

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
export class SendLimitChangedEvent extends FactEvent<SendLimitDetail> {
  static override readonly type = 'send-limit-changed';
}

declare global {
  interface HTMLElementEventMap {
    'send-limit-changed': SendLimitChangedEvent;
  }
}
