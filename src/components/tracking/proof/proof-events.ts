import { FactEvent } from '../../shared/fact-event.ts';

export interface VerifiedDetail {
  readonly connectionId: string;
  readonly tookMs: number;
}

/** Tracking was tested and seen to work, while the page was open. It bubbles and leaves the shadow tree. */
export class TrackingVerifiedEvent extends FactEvent<VerifiedDetail> {
  static override readonly type = 'tracking-verified';
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tracking-verified': TrackingVerifiedEvent;
  }
}
