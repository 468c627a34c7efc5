import type { Standing } from '../../client/sending-limits/limits-at.ts';
import type { MeterState } from '../../client/sending-limits/meter-state.ts';
import type { SendingLimits } from '../../contract/index.ts';

/** What a person can do; every control of every view ends in one of these. */
export type Input = { readonly do: 'choose'; readonly connectionId: string } | { readonly do: 'try-again' };

/** Everything that a view is made of. */
export interface Model {
  readonly send: (input: Input) => void;
  readonly state: MeterState;
  /** This computer's clock, in milliseconds since 1970 UTC. */
  readonly now: number;
  readonly serviceOrigin: string | undefined;
  /** Where a mailbox is connected; an http(s) address. */
  readonly settingsUrl: string | undefined;
  readonly tag: string;
}

/** What there is to say of one mailbox whose limits are known. */
export interface Told {
  readonly limits: SendingLimits;
  readonly standing: Standing;
  /** The reader's words for numbers and times. */
  readonly tag: string;
}
