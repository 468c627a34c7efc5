export interface VerifiedDetail {
  readonly connectionId: string;
  readonly tookMs: number;
}

/** Tracking was tested and seen to work, while the page was open. It bubbles and leaves the shadow tree. */
export class TrackingVerifiedEvent extends CustomEvent<VerifiedDetail> {
  static readonly type = 'tracking-verified';
  constructor(detail: VerifiedDetail) {
    super(TrackingVerifiedEvent.type, { bubbles: true, composed: true, detail });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tracking-verified': TrackingVerifiedEvent;
  }
}
