import type { ConnectFact } from '../../client/connect/connect-fact.ts';
import type { Connection } from '../../contract/index.ts';
import { assertNever } from '../../contract/outcome.ts';
import {
  GmailConnectedEvent,
  GmailConnectFailedEvent,
  GmailConnectStartedEvent,
  GmailDisconnectedEvent,
  GmailPartiallyConnectedEvent,
  GmailReconnectNeededEvent,
  type ConnectedMailbox,
} from './events.ts';

/** A fact of the controllers as the event that the host page hears. */
export const eventOf = (fact: ConnectFact): Event => {
  switch (fact.fact) {
    case 'started':
      return new GmailConnectStartedEvent({ flowId: fact.flowId });
    case 'connected':
      return new GmailConnectedEvent(mailbox(fact.flowId, fact.connection));
    case 'partially-connected':
      return new GmailPartiallyConnectedEvent({ ...mailbox(fact.flowId, fact.connection), withheld: fact.withheld });
    case 'failed':
      return new GmailConnectFailedEvent({ flowId: fact.flowId, code: fact.code });
    case 'disconnected':
      return new GmailDisconnectedEvent({ connectionId: fact.connectionId });
    case 'reconnect-needed':
      return new GmailReconnectNeededEvent({ connectionId: fact.connectionId });
    default:
      return assertNever(fact);
  }
};

const mailbox = (flowId: string, { id, email, granted }: Connection): ConnectedMailbox => ({ flowId, connectionId: id, email, granted });
