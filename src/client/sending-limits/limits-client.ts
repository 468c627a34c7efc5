import type { ConnectionsView, Outcome, SendingLimits } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** Everything that is asked of the service about a mailbox's limits. Each call ends early, and quietly, when its signal is aborted. */
export interface SendingLimitsClient {
  /** Who the token speaks for, as a key for the cache; undefined when there is no token to read it from. */
  userKey(): Promise<string | undefined>;
  /** Which mailboxes the person has. */
  connections(signal: AbortSignal): Answer<ConnectionsView>;
  limits(connectionId: string, signal: AbortSignal): Answer<SendingLimits>;
}
