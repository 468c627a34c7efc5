import type { ReplyFact } from '../../client/replies/reply-fact.ts';
import { assertNever } from '../../contract/outcome.ts';
import { detailOf, RepliesCountedEvent, ReplyCorrectedEvent, ReplyHandledEvent, ReplyReceivedEvent } from './events.ts';

/** A fact of the feed as the event that the host page hears. */
export const eventOf = (fact: ReplyFact): Event => {
  switch (fact.fact) {
    case 'received':
      return new ReplyReceivedEvent(detailOf(fact.reply));
    case 'corrected':
      return new ReplyCorrectedEvent({ ...detailOf(fact.reply), judged: fact.reply.corrected?.judged });
    case 'handled':
      return new ReplyHandledEvent({ ...detailOf(fact.reply), handled: fact.reply.handled });
    case 'counted':
      return new RepliesCountedEvent({ unread: fact.unread, all: fact.all });
    default:
      return assertNever(fact);
  }
};
