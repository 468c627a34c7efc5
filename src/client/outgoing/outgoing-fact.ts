import type { OutgoingMail } from '../../contract/index.ts';

/** What happened in the scheduler that a host may want to know. */
export type OutgoingFact =
  /** The person queued these with one press of a button. */
  | { readonly fact: 'queued'; readonly mails: readonly OutgoingMail[] }
  /** A mail came into another state while the page was open. */
  | { readonly fact: 'changed'; readonly mail: OutgoingMail }
  | { readonly fact: 'counted'; readonly waiting: number; readonly asking: number };
