import type { AttemptFailure } from '../../client/connect/connect-state.ts';
import type { Capability } from '../../contract/index.ts';

/**
 * What a host may want to know, one class for each fact. They bubble and leave the shadow tree. None carries a token, a
 * code or a mail's content; `flowId` names the attempt, so that two wizards in a page can be told apart.
 */
const init = { bubbles: true, composed: true } as const;

/** A mailbox as a host knows it. */
export interface ConnectedMailbox {
  readonly flowId: string;
  readonly connectionId: string;
  readonly email: string;
  readonly granted: readonly Capability[];
}

/** Google's window was opened, or this tab is on its way to Google. */
export class GmailConnectStartedEvent extends CustomEvent<{ readonly flowId: string }> {
  static readonly type = 'gmail-connect-started';
  constructor(detail: { readonly flowId: string }) {
    super(GmailConnectStartedEvent.type, { ...init, detail });
  }
}

/** A mailbox is connected with every permission that was asked for. */
export class GmailConnectedEvent extends CustomEvent<ConnectedMailbox> {
  static readonly type = 'gmail-connected';
  constructor(detail: ConnectedMailbox) {
    super(GmailConnectedEvent.type, { ...init, detail });
  }
}

export interface PartialConnection extends ConnectedMailbox {
  /** Asked for and not granted. */
  readonly withheld: readonly Capability[];
}

/** A mailbox is connected, and a permission was not granted. */
export class GmailPartiallyConnectedEvent extends CustomEvent<PartialConnection> {
  static readonly type = 'gmail-partially-connected';
  constructor(detail: PartialConnection) {
    super(GmailPartiallyConnectedEvent.type, { ...init, detail });
  }
}

export interface ConnectFailure {
  /** Undefined where the attempt failed before it had an id. */
  readonly flowId: string | undefined;
  readonly code: AttemptFailure['code'] | 'window-blocked';
}

/** An attempt failed, or the browser blocked Google's window. */
export class GmailConnectFailedEvent extends CustomEvent<ConnectFailure> {
  static readonly type = 'gmail-connect-failed';
  constructor(detail: ConnectFailure) {
    super(GmailConnectFailedEvent.type, { ...init, detail });
  }
}

/** A mailbox was disconnected by the person. */
export class GmailDisconnectedEvent extends CustomEvent<{ readonly connectionId: string }> {
  static readonly type = 'gmail-disconnected';
  constructor(detail: { readonly connectionId: string }) {
    super(GmailDisconnectedEvent.type, { ...init, detail });
  }
}

/** Google refused a connection for good: the person has to reconnect. */
export class GmailReconnectNeededEvent extends CustomEvent<{ readonly connectionId: string }> {
  static readonly type = 'gmail-reconnect-needed';
  constructor(detail: { readonly connectionId: string }) {
    super(GmailReconnectNeededEvent.type, { ...init, detail });
  }
}

/** The person sends by a provider that the host itself connects. */
export class MailProviderChosenEvent extends CustomEvent<{ readonly provider: 'outlook' }> {
  static readonly type = 'mail-provider-chosen';
  constructor(detail: { readonly provider: 'outlook' }) {
    super(MailProviderChosenEvent.type, { ...init, detail });
  }
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
