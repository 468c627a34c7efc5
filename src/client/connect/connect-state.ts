import type { Capability, Connection, FlowStatus, Intent, PreparedFlow } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/**
 * Where a person stands on the way to a connected mailbox.
 *
 * Glossary: a *goal* is what is asked for (first connection, reconnection, more permissions); an *attempt* is one flow
 * at the service with its two tickets; *step* is the number that the nine-step progress shows.
 *
 * Steps 1 to 3 exist only where the wizard stands as an entry of the host's settings. 7, 8 and 9 happen in Google's
 * window, where the page sees nothing: they are one state here, ticked together when the answer proves them.
 */
export type ConnectState =
  | { readonly at: 'settings' } // 1
  | { readonly at: 'email-settings' } // 2
  | { readonly at: 'email-connection' } // 3
  | { readonly at: 'get-started' } // 4
  | { readonly at: 'provider' } // 5
  | { readonly at: 'before-google'; readonly goal: Goal; readonly preparation: Preparation } // 6
  | { readonly at: 'window-blocked'; readonly goal: Goal; readonly attempt: Attempt } // 6, stopped
  | { readonly at: 'at-google'; readonly goal: Goal; readonly attempt: Attempt; readonly asking: Asking } // 7 to 9
  | { readonly at: 'leaving'; readonly goal: Goal; readonly attempt: Attempt } // this tab goes to Google itself
  | { readonly at: 'claiming'; readonly goal: Goal; readonly flowId: string; readonly claim: Claim } // 7 to 9 answered, being saved
  | { readonly at: 'connected'; readonly connection: Connection; readonly withheld: readonly Capability[] }
  | { readonly at: 'failed'; readonly goal: Goal; readonly failure: AttemptFailure };

export interface Goal {
  readonly intent: Intent;
  readonly capabilities: readonly Capability[];
}

export type Preparation =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'ready'; readonly flow: PreparedFlow }
  | { readonly kind: 'failed'; readonly failure: ClientFailure };

export interface Attempt {
  readonly flow: PreparedFlow;
  /** How many of the two one-time start addresses were used. At 2 the next flow is prepared before its button works. */
  readonly ticketsUsed: 0 | 1 | 2;
  /** What the service said last; undefined before the first answer. */
  readonly status: FlowStatus['status'] | undefined;
  /** Only once both start addresses are used or too old: the flow that "Open the window again" will use. */
  readonly next?: Preparation;
}

/** The finish that is being redeemed. Its code stays in `attempt-memory.ts`: nothing here is a secret worth stealing. */
export interface Claim {
  /** What a wrong code goes back to; a trip in the same tab has no attempt any more. */
  readonly attempt?: Attempt;
  /** `lost`: the service may have saved the mailbox while its answer did not arrive. It is asked again. */
  readonly answer: 'awaited' | 'lost';
}

/** What the wizard asks while Google's window is open. Only a person's answer moves on from a question. */
export type Asking =
  | { readonly kind: 'nothing' }
  /** The browser says the window is closed, which proves nothing. */
  | { readonly kind: 'closed' }
  /** Google answered and no finish arrived: the short code in the service's window has to be typed here. */
  | { readonly kind: 'code'; readonly triesLeft: number; readonly wrong: boolean }
  /** A minute without an answer: some refusals never leave Google's own page. */
  | { readonly kind: 'google-says'; readonly chosen: GoogleSays | undefined };

/** The pages at Google that end there, in the words by which a person recognises them. */
export type GoogleSays =
  | 'still-choosing'
  | 'administrator-must-review'
  | 'internal-app'
  | 'test-users-only'
  | 'not-verified'
  | 'redirect-uri-mismatch'
  | 'in-app-browser'
  | 'closed';

/** Failures of the service and the wire, and those that only the page knows. */
export type AttemptFailure =
  | ClientFailure
  /** The page was reloaded or left: the verifier lived in its memory only. */
  | { readonly code: 'attempt-lost' }
  /** The person said that Google's window was closed. */
  | { readonly code: 'window-closed' };

/** What a person does. `send` of the controller takes these and nothing else. */
export type PersonInput =
  | { readonly do: 'open-settings' } // 1 -> 2
  | { readonly do: 'open-email-settings' } // 2 -> 3
  | { readonly do: 'open-email-connection' } // 3 -> 4
  | { readonly do: 'get-started' } // 4 -> 5
  | { readonly do: 'next' } // 5 -> 6, prepares the attempt
  | { readonly do: 'back' }
  /** OK at step 6: the window opens inside this very call, synchronously. */
  | { readonly do: 'open-google' }
  | { readonly do: 'open-google-again' }
  | { readonly do: 'focus-google' }
  | { readonly do: 'continue-in-this-tab' }
  /** Ends the attempt at the service and goes back to where it began. */
  | { readonly do: 'cancel' }
  | { readonly do: 'type-code'; readonly code: string }
  | { readonly do: 'answer-closed'; readonly closed: boolean }
  | { readonly do: 'answer-google-says'; readonly says: GoogleSays }
  /** After a failure: the same goal again, from step 6. */
  | { readonly do: 'try-again' }
  /** After `wrong-account`: the account that was chosen, explicitly, as a new flow. */
  | { readonly do: 'use-chosen-account' }
  /** From `connected` to the standing card. */
  | { readonly do: 'finish' }
  | { readonly do: 'reconnect'; readonly connectionId: string }
  | { readonly do: 'choose-permissions'; readonly connectionId: string };
