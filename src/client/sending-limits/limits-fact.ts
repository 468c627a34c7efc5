import type { SendingLimits } from '../../contract/index.ts';
import type { Fullness } from './limits-at.ts';

/** What happened to a mailbox's limits that a host may want to know. */
export interface LimitsFact {
  readonly fact: 'changed';
  readonly connectionId: string;
  readonly fullness: Fullness;
  /** Google told us to wait. */
  readonly paused: boolean;
  /** The limit that is reached first. */
  readonly limit: SendingLimits['binding'];
  readonly left: number;
  readonly most: number;
  /** When the next mail may leave, where none may now. */
  readonly roomAt: string | undefined;
}
