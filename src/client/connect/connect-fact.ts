import type { Capability, Connection } from '../../contract/index.ts';
import type { AttemptFailure } from './connect-state.ts';

/** What happened that a host page may want to know; the element turns each into an event. Never a token or a code. */
export type ConnectFact =
  /** Google's window was opened, or this tab is on its way to Google. */
  | { readonly fact: 'started'; readonly flowId: string }
  | { readonly fact: 'connected'; readonly flowId: string; readonly connection: Connection }
  | {
      readonly fact: 'partially-connected';
      readonly flowId: string;
      readonly connection: Connection;
      readonly withheld: readonly Capability[];
    }
  | {
      readonly fact: 'failed';
      /** Undefined where no attempt was prepared yet. */
      readonly flowId: string | undefined;
      readonly code: AttemptFailure['code'] | 'window-blocked';
    }
  | { readonly fact: 'disconnected'; readonly connectionId: string }
  /** Told once for each time a connection is seen to have stopped working. */
  | { readonly fact: 'reconnect-needed'; readonly connectionId: string };
