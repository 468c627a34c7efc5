import { fail, succeed, type Failure, type Outcome, type SendingLimits } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { capabilitiesIn } from '../../google/scopes.ts';
import type { Ports } from '../../ports.ts';
import { readConnection, type Owner, type StoredConnection } from '../../store/connections.ts';
import { newSending, readSending, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import { readSendingState, type SendingState } from '../dispatch/sending-state.ts';
import { forecast, type QueuedMail } from '../limits/forecast.ts';
import { pictureOfDays } from '../limits/picture-of-days.ts';
import { groupReturns, remaining, type LimitState } from '../limits/remaining.ts';
import { waitingIn } from './waiting-queues.ts';

/** Everything about a mailbox' sending that an answer is made of. */
export interface MailboxInView extends SendingState {
  readonly connection: StoredConnection;
  readonly mailbox: SendingMailbox;
  readonly waiting: readonly QueuedMail[];
  readonly now: number;
}

/** `zone` is that of whoever asks, for a mailbox of which none is known yet. */
export const viewMailbox = async (ports: Ports, owner: Owner, connectionId: string, zone: string | undefined): Promise<Outcome<MailboxInView, Failure>> => {
  const { database, clock } = ports;
  const connection = await readConnection(database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  if (!capabilitiesIn(connection.scopes).includes('send')) return fail({ code: 'sending-not-permitted' });
  const now = clock.now();
  const stored = (await readSending(database, connectionId)) ?? newSending(owner, connectionId, now);
  const mailbox = { ...stored, zone: stored.zone ?? zone };
  const state = await readSendingState(ports, mailbox, connection.email);
  return succeed({ ...state, connection, mailbox, waiting: await waitingIn(ports, { owner, connectionId, ownDomains: state.ownDomains }), now });
};

export const limitsOfMailbox = async (ports: Ports, owner: Owner, connectionId: string, zone?: string): Promise<Outcome<SendingLimits, Failure>> => {
  const seen = await viewMailbox(ports, owner, connectionId, zone);
  if (!seen.ok) return seen;
  const { connection, plan, limits, history, times, waiting, now } = seen.value;
  const { limits: states, binding, pause } = remaining(history, limits, now);
  const { departures, lastLeavesAt } = forecast(history, limits, waiting, times, now, { before: now + pictureAheadMs });
  return succeed({
    connectionId,
    email: connection.email,
    at: instantOf(now),
    zone: times.zone,
    plan,
    limits: states.map(limitView),
    binding,
    recipientsPerMessage: limits.recipientsPerMessage,
    ...(pause === undefined ? {} : { pause: { until: instantOf(pause.until), because: pause.because, since: instantOf(pause.since) } }),
    hearsElsewhere: capabilitiesIn(connection.scopes).includes('read'),
    picture: pictureOfDays(history, departures, now).map(({ from, until, ...counts }) => ({ from: instantOf(from), until: instantOf(until), ...counts })),
    waiting: waiting.length,
    ...(lastLeavesAt === undefined ? {} : { lastLeavesAt: instantOf(lastLeavesAt) }),
  });
};

/** The picture ends in a day. */
const pictureAheadMs = 86_400_000;

/** What left within ten minutes comes back together: nobody reads a list of 500 instants. */
const togetherMs = 10 * 60_000;

const limitView = ({ windowMs, comesBack, ...state }: LimitState) => ({
  ...state,
  windowSeconds: Math.round(windowMs / 1_000),
  comesBack: groupReturns(comesBack, togetherMs).map(({ at, ...back }) => ({ ...back, at: instantOf(at) })),
});
