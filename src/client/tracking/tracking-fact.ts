import type { Finding } from '../../contract/index.ts';

/** What happened to tracking that a host may want to know. */
export type TrackingFact =
  /** A marked mail to oneself was seen to come, while the page was open. */
  | { readonly fact: 'verified'; readonly connectionId: string; readonly tookMs: number }
  /** Settings in Gmail that any reply may fall under; told again when they are others. */
  | { readonly fact: 'at-risk'; readonly connectionId: string; readonly causes: readonly Finding['code'][] };
