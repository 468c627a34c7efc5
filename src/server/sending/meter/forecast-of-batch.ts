import { succeed, type askForecastSchema, type Failure, type ForecastDay, type Outcome, type SendingForecast, type WaitReason, type When } from '../../../contract/index.ts';
import type * as z from 'zod/mini';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { writtenKey } from '../channel/sendable-address.ts';
import { blockedAmong } from '../compliance/blocked-by.ts';
import { alternativesOf } from '../limits/alternatives.ts';
import { forecast, queueWith, type Forecast, type QueuedMail } from '../limits/forecast.ts';
import { daysOf, type DayOfDepartures } from '../limits/forecast-days.ts';
import { atBest } from '../limits/mailbox-limits.ts';
import { recipientsOf } from '../limits/sent-history.ts';
import { dueTimeOf } from '../queue/due-time.ts';
import { viewMailbox } from './limits-of-mailbox.ts';

type Asked = z.output<typeof askForecastSchema>;

/** When mails would leave that somebody is about to queue, behind what waits already. Nothing is stored. */
export const forecastOfBatch = async (ports: Ports, owner: Owner, connectionId: string, { when, anyHour, mails, zone }: Asked): Promise<Outcome<SendingForecast, Failure>> => {
  const seen = await viewMailbox(ports, owner, connectionId, zone);
  if (!seen.ok) return seen;
  const { limits, history, times, ownDomains, waiting, now } = seen.value;
  const due = dueTimesOf([when, ...mails.map((mail) => mail.when ?? when)], now);
  if (!due.ok) return due;
  const blocked = await blockedAmong(ports.database, owner, mails.flatMap(({ recipients }) => recipients.map(({ address }) => address)));
  const [ofAll = now, ...dueAts] = due.value;
  const added = mails.map(({ recipients, recipientZone }, index): QueuedMail => ({
    ...recipientsOf(recipients.map(({ address }) => address), ownDomains),
    id: idOf(index),
    dueAt: dueAts[index] ?? ofAll,
    recipientZone,
    anyHour: anyHour ?? false,
  }));
  const ids = new Set(added.map(({ id }) => id));
  const queue = queueWith(waiting, added);
  const daysIn = ({ departures }: Forecast): DayOfDepartures[] => daysOf(departures, times.rules, times.zone);
  const expected = forecast(history, limits, queue, times, now, { ids });
  const { departures, never } = expected;
  const byId = new Map(departures.map((each) => [each.id, each]));
  const soonest = daysIn(expected);
  const days = soonest.map(dayView);
  const best = daysIn(forecast(history, atBest(limits), queue, times, now, { ids })).map(dayView);
  const because: WaitReason | undefined = departures.at(-1)?.because;
  return succeed({
    at: instantOf(now),
    zone: times.zone,
    days,
    ...(JSON.stringify(best) === JSON.stringify(days) ? {} : { daysAtBest: best }),
    ...(because === undefined ? {} : { because }),
    leaves: added.map(({ id }) => {
      const found = byId.get(id);
      return found === undefined ? {} : { at: instantOf(found.leavesAt) };
    }),
    never: never.map(({ id, because: { limit, most, asked } }) => ({ index: indexOf(id), limit, most, asked })),
    blocked: mails.flatMap(({ recipients }, index) =>
      recipients.flatMap(({ address }) => {
        const code = blocked.get(writtenKey(address));
        return code === undefined ? [] : [{ index, address, code }];
      }),
    ),
    alternatives: alternativesOf(history, limits, { waiting, added }, times, now, soonest).map(({ kind, due: dues, days: otherDays }) => ({
      kind,
      days: otherDays.map(dayView),
      dueAt: dues.map((each) => instantOf(each.dueAt)),
    })),
  });
};

/** When each of these is, many of which are one and the same; the first that is no time refuses them all. */
const dueTimesOf = (whens: readonly When[], now: number): Outcome<readonly number[], Failure> => {
  const known = new Map<string, number>();
  const found: number[] = [];
  for (const when of whens) {
    const key = JSON.stringify(when);
    if (!known.has(key)) {
      const due = dueTimeOf(when, now, 0);
      if (!due.ok) return due;
      known.set(key, due.value.due_at.getTime());
    }
    found.push(known.get(key) ?? now);
  }
  return succeed(found);
};

/** No id of a mail that waits has this form. */
const idOf = (index: number): string => `added ${index}`;
const indexOf = (id: string): number => Number(id.slice('added '.length));

const dayView = ({ date, mails, firstAt, lastAt }: DayOfDepartures): ForecastDay => ({ date, mails, firstAt: instantOf(firstAt), lastAt: instantOf(lastAt) });
