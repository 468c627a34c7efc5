import type {
  Checked,
  Claimed,
  ClaimRequest,
  ConnectionsView,
  Disconnected,
  Failure,
  FlowStatus,
  Outcome,
  PreparedFlow,
  PrepareRequest,
} from '../../contract/index.ts';

/** What goes wrong before the service could answer, or in its answer. */
export type TransportFailure =
  /** The browser is offline, or the service, or the host's `session-url`, cannot be reached. */
  | { readonly code: 'network-failed' }
  /** No answer within the time allowed. */
  | { readonly code: 'timed-out' }
  /** The answer is not what this version understands: another version, or a proxy's own page. */
  | { readonly code: 'answer-unreadable' }
  /** The host's `getSessionToken` or `session-url` gave no token. */
  | { readonly code: 'session-failed' }
  /** `token-endpoint` is neither the service nor on the page's own origin; nothing was sent. */
  | { readonly code: 'token-endpoint-refused' }
  /** The element lacks `endpoint`, or it is not an http(s) origin. */
  | { readonly code: 'endpoint-missing' };

export type ClientFailure = Failure | TransportFailure;

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** Everything the elements ask of the service. Each call ends early, and quietly, when its signal is aborted. */
export interface MailClient {
  /**
   * Who the token speaks for, as a key for the cache; undefined when there is no token to read it from. The host is asked
   * once for everybody, so nobody's signal ends it.
   */
  userKey(): Promise<string | undefined>;
  connections(signal: AbortSignal): Answer<ConnectionsView>;
  prepare(request: PrepareRequest, signal: AbortSignal): Answer<PreparedFlow>;
  poll(flowId: string, signal: AbortSignal): Answer<FlowStatus>;
  cancel(flowId: string, signal: AbortSignal): Answer<undefined>;
  claim(request: ClaimRequest, signal: AbortSignal): Answer<Claimed>;
  disconnect(connectionId: string, signal: AbortSignal): Answer<Disconnected>;
  check(connectionId: string, signal: AbortSignal): Answer<Checked>;
}
