import type { OutgoingFact } from '../../client/outgoing/outgoing-fact.ts';
import { assertNever } from '../../contract/outcome.ts';
import { outgoingDetailOf, MailMovedEvent, MailQueuedEvent, MailsCountedEvent } from './events.ts';

/** A fact of the scheduler as the event that the host page hears. */
export const eventOf = (fact: OutgoingFact): Event => {
  switch (fact.fact) {
    case 'queued':
      return new MailQueuedEvent({ mails: fact.mails.map(outgoingDetailOf) });
    case 'changed':
      return new MailMovedEvent(outgoingDetailOf(fact.mail));
    case 'counted':
      return new MailsCountedEvent({ waiting: fact.waiting, asking: fact.asking });
    default:
      return assertNever(fact);
  }
};
