import type { ConnectionsView, Disconnected } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/** What is known of the person's connections: the standing card, or the reason why there is none to show yet. */
export type CardState =
  | { readonly kind: 'loading' }
  /** Nothing to show and no way to learn it. */
  | { readonly kind: 'failed'; readonly failure: ClientFailure }
  | ShownCard;

export interface ShownCard {
  readonly kind: 'shown';
  readonly view: ConnectionsView;
  readonly freshness: Freshness;
  readonly action: CardAction;
}

export type Freshness =
  /** The service said so just now; `savedAt` is when, in milliseconds since 1970 UTC. */
  | { readonly kind: 'fresh'; readonly savedAt: number }
  /** Painted from the browser's own cache while the service is being asked. */
  | { readonly kind: 'refreshing'; readonly savedAt: number }
  /** The service could not be asked; what is shown was true then. */
  | { readonly kind: 'stale'; readonly savedAt: number; readonly failure: ClientFailure };

export type CardAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'confirming-disconnect'; readonly connectionId: string }
  | { readonly kind: 'disconnecting'; readonly connectionId: string }
  /** What came of it, told until the person goes on. */
  | {
      readonly kind: 'disconnected';
      readonly connectionId: string;
      readonly email: string;
      readonly at: number;
      readonly withdrawal: Withdrawn;
    }
  | { readonly kind: 'checking'; readonly connectionId: string }
  | { readonly kind: 'failed'; readonly connectionId: string; readonly failure: ClientFailure };

/** What Google said to the withdrawal; undefined where another tab disconnected first and heard it. */
export type Withdrawn = Disconnected['withdrawal'] | undefined;

export type CardInput =
  | { readonly do: 'refresh' }
  | { readonly do: 'check'; readonly connectionId: string }
  | { readonly do: 'ask-disconnect'; readonly connectionId: string }
  | { readonly do: 'keep-connected' }
  | { readonly do: 'disconnect'; readonly connectionId: string };
