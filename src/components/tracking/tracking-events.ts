import type { Finding } from '../../contract/index.ts';
import { FactEvent } from '../shared/fact-event.ts';

export interface AtRiskDetail {
  readonly connectionId: string;
  /** One for each setting: `filter`, `auto-forwarding` or `vacation-responder`. What it matches is nobody's business but the person's. */
  readonly causes: readonly Finding['code'][];
}

/** The check-up found settings in Gmail that any reply may fall under. It bubbles and leaves the shadow tree. */
export class TrackingAtRiskEvent extends FactEvent<AtRiskDetail> {
  static override readonly type = 'tracking-at-risk';
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tracking-at-risk': TrackingAtRiskEvent;
  }
}
