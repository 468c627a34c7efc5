import { toAddresses } from '../../store/addresses-of-json.ts';
import type { WaitingMail } from '../../store/outgoing-mails.ts';
import { forecast, inDueOrder } from '../limits/forecast.ts';
import { recipientsOf } from '../limits/sent-history.ts';
import type { SendingState } from './sending-state.ts';

/** A stretch of time in which nobody looked, as far as it matters: what leaves a little late is no trouble. */
export interface Absence {
  readonly awayFrom: number;
  readonly leftBy: number;
}

/** The mails that would have left by then if somebody had looked all the time. What waits for room anyway is not late. */
export const lateOnes = ({ limits, history, times, ownDomains }: SendingState, waiting: readonly WaitingMail[], { awayFrom, leftBy }: Absence): readonly WaitingMail[] => {
  const due = waiting.filter(({ readyAt }) => readyAt <= leftBy);
  const queue = due.map((mail) => ({ ...recipientsOf(toAddresses(mail.recipients), ownDomains), id: mail.id, dueAt: mail.readyAt, recipientZone: mail.recipientZone, anyHour: mail.anyHour }));
  const { departures } = forecast(history, limits, inDueOrder(queue), times, awayFrom);
  const late = new Set(departures.filter(({ leavesAt }) => leavesAt <= leftBy).map(({ id }) => id));
  return due.filter(({ id }) => late.has(id));
};
