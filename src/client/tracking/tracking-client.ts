import type { CheckUp, Outcome, Proof, Tracking } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** Everything that is asked of the service about tracking itself. Each call ends early, and quietly, when its signal is aborted. */
export interface TrackingClient {
  /** How the replies of each mailbox are being found. */
  tracking(signal: AbortSignal): Answer<Tracking>;
  /** Has a mailbox read now. */
  check(connectionId: string, signal: AbortSignal): Answer<undefined>;
  /** What is set in Gmail, read for this answer. */
  checkUp(connectionId: string, signal: AbortSignal): Answer<CheckUp>;
  ignoreFinding(connectionId: string, finding: { readonly key: string; readonly ignored: boolean }, signal: AbortSignal): Answer<undefined>;
  /** Sends oneself the marked mail; while one waits, nothing more is sent. */
  askProof(connectionId: string, locale: string, signal: AbortSignal): Answer<Proof>;
  proof(connectionId: string, signal: AbortSignal): Answer<Proof>;
}
