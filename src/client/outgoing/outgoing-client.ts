import type {
  AskForecast,
  Batch,
  Connection,
  Decision,
  EditMail,
  LinePlace,
  Outcome,
  OutgoingChanges,
  OutgoingContent,
  OutgoingMail,
  OutgoingPage,
  QueueBatch,
  QueueMail,
  SendingForecast,
  When,
} from '../../contract/index.ts';
import type { FeedPlace } from '../live/feed-place.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** What a person wants of a mail that has not left; none of it carries words of a mail, so that it may be kept until the network is back. */
export type Wish =
  | { readonly kind: 'cancel' }
  /** As soon as it may. */
  | { readonly kind: 'send-now' }
  | { readonly kind: 'time'; readonly when: When }
  /** Before or after others that wait like it. */
  | { readonly kind: 'order'; readonly place: LinePlace }
  | { readonly kind: 'decide'; readonly decision: Decision };

/** Everything the scheduler asks of the service. Each call ends early, and quietly, when its signal is aborted. */
export interface OutgoingClient {
  /** Who the token speaks for, as a key for the cache; undefined when there is no token to read it from. */
  userKey(): Promise<string | undefined>;
  /** The mailboxes that mail can leave by. */
  mailboxes(signal: AbortSignal): Answer<readonly Connection[]>;
  /** Newest due first, behind `before`. */
  page(before: string | undefined, signal: AbortSignal): Answer<OutgoingPage>;
  /** Of what waits so many as are due soonest: when they are expected to leave changes without them. */
  soonest(limit: number, signal: AbortSignal): Answer<OutgoingPage>;
  changes(since: FeedPlace, signal: AbortSignal): Answer<OutgoingChanges>;
  /** The words of a mail, for whoever edits it. */
  content(id: string, signal: AbortSignal): Answer<OutgoingContent>;
  /** The addresses under which the mailbox may send, its own first. */
  senders(connectionId: string, signal: AbortSignal): Answer<readonly string[]>;
  forecast(connectionId: string, ask: AskForecast, signal: AbortSignal): Answer<SendingForecast>;
  queue(mail: QueueMail, signal: AbortSignal): Answer<OutgoingMail>;
  queueBatch(batch: QueueBatch, signal: AbortSignal): Answer<Batch>;
  edit(id: string, edit: EditMail, signal: AbortSignal): Answer<OutgoingMail>;
  carryOut(id: string, version: number, wish: Wish, signal: AbortSignal): Answer<OutgoingMail>;
}
