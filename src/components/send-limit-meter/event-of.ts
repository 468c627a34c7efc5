import type { LimitsFact } from '../../client/sending-limits/limits-fact.ts';
import { SendLimitChangedEvent } from './events.ts';

/** A fact of the watch as the event that the host page hears. */
export const eventOf = ({ connectionId, fullness, paused, limit, left, most, roomAt }: LimitsFact): Event =>
  new SendLimitChangedEvent({ connectionId, fullness, paused, limit, left, most, roomAt });
