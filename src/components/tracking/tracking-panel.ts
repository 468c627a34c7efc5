import type { nothing, TemplateResult } from 'lit';
import type { CheckUpState } from '../../client/tracking/check-up-state.ts';
import type { ProofRun } from '../../client/tracking/proof-run.ts';
import type { TrackingState } from '../../client/tracking/tracking-watch.ts';
import type { Connection, TrackedMailbox } from '../../contract/index.ts';

/** How the reader reads. */
export interface Reader {
  /** BCP 47 tag in which dates are written; it agrees with the language of the words. */
  readonly tag: string;
  readonly now: Date;
}

/** What an element shows of tracking: everything on the card of a connection, or the proof alone. */
export interface TrackingPanel {
  card(connection: Connection, reader: Reader): TemplateResult | typeof nothing;
  proof(mailbox: TrackedMailbox, reader: Reader): TemplateResult;
}

/** What a person can do; every control of every view ends in one of these. */
export type TrackingInput =
  | { readonly do: 'prove' }
  | { readonly do: 'check-now' }
  | { readonly do: 'check-again' }
  | { readonly do: 'ignore'; readonly key: string; readonly ignored: boolean }
  | { readonly do: 'close-gap'; readonly to: string };

/** What the view of a proof is made of. */
export interface ProofModel extends Reader {
  readonly connectionId: string;
  readonly run: ProofRun;
  /** Seconds within which a reply is found here. */
  readonly boundSeconds: number;
  readonly verified: { readonly at: string; readonly tookMs: number } | undefined;
  readonly send: (input: TrackingInput) => void;
}

/** What the views on a card are made of. */
export interface TrackingModel extends ProofModel {
  readonly state: TrackingState;
  readonly mailbox: TrackedMailbox | undefined;
  /** The connection lacks the permission that a proof needs besides reading. */
  readonly cannotSend: boolean;
  readonly checkUp: CheckUpState;
  readonly checking: boolean;
  readonly gapClosed: boolean;
}
