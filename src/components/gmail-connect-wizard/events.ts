import type { AttemptFailure } from '../../client/connect/connect-state.ts';
import type { Capability } from '../../contract/index.ts';
import { FactEvent } from '../shared/fact-event.ts';

/**
 * What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries a token, a
 * code or a mail's content; `flowId` names the attempt, so that two wizards in a page can be told apart.
 */

/** A mailbox as a host knows it. */
export interface ConnectedMailbox {
  readonly flowId: string;
  readonly connectionId: string;
  readonly email: string;
  readonly granted: readonly Capability[];
}

/** Google's window was opened, or this tab is on its way to Google. */
export class GmailConnectStartedEvent extends FactEvent<{ readonly flowId: string }> {
  static override readonly type = 'gmail-connect-started';
}

/** A mailbox is connected with every permission that was asked for. */
export class GmailConnectedEvent extends FactEvent<ConnectedMailbox> {
  static override readonly type = 'gmail-connected';
}

export interface PartialConnection extends ConnectedMailbox {
  /** Asked for and not granted. */
  readonly withheld: readonly Capability[];
}

/** A mailbox is connected, and a permission was not granted. */
export class GmailPartiallyConnectedEvent extends FactEvent<PartialConnection> {
  static override readonly type = 'gmail-partially-connected';
}

export interface ConnectFailure {
  /** Undefined where the attempt failed before it had an id. */
  readonly flowId: string | undefined;
  readonly code: AttemptFailure['code'] | 'window-blocked';
}

/** An attempt failed, or the browser blocked Google's window. */
export class GmailConnectFailedEvent extends FactEvent<ConnectFailure> {
  static override readonly type = 'gmail-connect-failed';
}

/** A mailbox was disconnected by the person. */
export class GmailDisconnectedEvent extends FactEvent<{ readonly connectionId: string }> {
  static override readonly type = 'gmail-disconnected';
}

/** Google refused a connection for good: the person has to reconnect. */
export class GmailReconnectNeededEvent extends FactEvent<{ readonly connectionId: string }> {
  static override readonly type = 'gmail-reconnect-needed';
}

/** The person sends by a provider that the host itself connects. */
export class MailProviderChosenEvent extends FactEvent<{ readonly provider: 'outlook' }> {
  static override readonly type = 'mail-provider-chosen';
}

declare global {
  /** Events of an element, and, because they bubble, of the document and the window around it. */
  interface GlobalEventHandlersEventMap {
    'gmail-connect-started': GmailConnectStartedEvent;
    'gmail-connected': GmailConnectedEvent;
    'gmail-partially-connected': GmailPartiallyConnectedEvent;
    'gmail-connect-failed': GmailConnectFailedEvent;
    'gmail-disconnected': GmailDisconnectedEvent;
    'gmail-reconnect-needed': GmailReconnectNeededEvent;
    'mail-provider-chosen': MailProviderChosenEvent;
  }
}
