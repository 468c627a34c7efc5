import type { Claimed, Connection, FlowStatus, PreparedFlow } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { Goal, PersonInput } from './connect-state.ts';

/** Whatever can move a person's connect state: what the person does, and what the world reports. */
export type ConnectInput = PersonInput | WorldInput;

export type WorldInput =
  /** The service gave a flow with two tickets: the first, a renewal, or the one after both were used. */
  | { readonly heard: 'prepared'; readonly flow: PreparedFlow }
  | { readonly heard: 'prepare-failed'; readonly failure: ClientFailure }
  /** The tickets that a button would use are too old. */
  | { readonly heard: 'tickets-expired'; readonly flowId: string }
  /** The browser opened a window on this flow's next ticket. */
  | { readonly heard: 'window-opened'; readonly flowId: string }
  | { readonly heard: 'window-blocked'; readonly flowId: string }
  /** This tab is on its way to Google. */
  | { readonly heard: 'left'; readonly flowId: string }
  /** The browser does not let this tab remember its trip, so it cannot be made. */
  | { readonly heard: 'trip-refused'; readonly flowId: string }
  /** Back in a page that the browser had kept whole: the trip was not made, or not to its end. */
  | { readonly heard: 'came-back'; readonly flowId: string }
  /** The browser says the window is closed, and the person looks at this page. */
  | { readonly heard: 'window-looks-closed'; readonly flowId: string }
  | { readonly heard: 'minute-passed'; readonly flowId: string }
  /** Google answered a while ago, and no window brought the finish. */
  | { readonly heard: 'finish-missing'; readonly flowId: string }
  /** A finish from a window that is believed. Its code goes to the attempt's memory, never into a state. */
  | { readonly heard: 'finish'; readonly flowId: string; readonly code: string }
  | { readonly heard: 'ended'; readonly flowId: string; readonly ended: 'denied' | 'expired' }
  | { readonly heard: 'status'; readonly flowId: string; readonly status: FlowStatus }
  | { readonly heard: 'claimed'; readonly flowId: string; readonly claimed: Claimed }
  | { readonly heard: 'claim-refused'; readonly flowId: string; readonly failure: ClientFailure }
  /** The claim was sent and no answer arrived. It may have been saved. */
  | { readonly heard: 'claim-unanswered'; readonly flowId: string }
  /** After a lost answer: the connection that the service says this flow made. */
  | { readonly heard: 'connection-read'; readonly flowId: string; readonly connection: Connection }
  /** The return page brought this tab back with a finish. */
  | { readonly heard: 'trip-finished'; readonly flowId: string; readonly code: string; readonly goal: Goal }
  | { readonly heard: 'trip-ended'; readonly goal: Goal; readonly failure: ClientFailure }
  /** There was an attempt before this document, and its verifier died with the old one. */
  | { readonly heard: 'attempt-lost'; readonly goal: Goal };
