import { isDeepStrictEqual } from 'node:util';
import { fail, succeed, type Failure, type Outcome, type SendHoursGiven, type SendingRules, type SetSendingRules } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import type { Problem } from '../../settings/settings.ts';
import { readConnection, type Owner } from '../../store/connections.ts';
import { changeSending, newSending, readSending, wakeSending, type SendingChange, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import { readyAgain } from '../../store/waiting-mails.ts';
import { knownZone, timesOf, zoneRules } from '../dispatch/sending-state.ts';
import { decodeLimitOverride } from '../limits/limit-override.ts';
import { decodeSendHours, type SendHours } from '../schedule/send-window.ts';

export const readRules = async ({ database, clock }: Ports, owner: Owner, connectionId: string): Promise<Outcome<SendingRules, Failure>> => {
  if (!(await isConnected(database, owner, connectionId))) return fail({ code: 'connection-unknown' });
  return succeed(rulesOf((await readSending(database, connectionId)) ?? newSending(owner, connectionId, clock.now())));
};

/** Two windows that set them at once: the second is told, and looks again. */
export const setRules = async (ports: Ports, owner: Owner, connectionId: string, { zone, hours, seen }: SetSendingRules): Promise<Outcome<SendingRules, Failure>> => {
  if (!zoneRules.has(zone)) return fail({ code: 'zone-unknown' });
  if (hours !== null && !decodeSendHours(hours).ok) return fail({ code: 'request-malformed' });
  const isAsSeen = (mailbox: SendingMailbox): boolean => seen === undefined || isDeepStrictEqual(rulesOf(mailbox), seen);
  const set = await change(ports, owner, connectionId, { zone, hours: hours === null ? null : JSON.stringify(hours) }, isAsSeen);
  if (set === 'other-by-now') return fail({ code: 'rules-changed' });
  return set === 'set' ? readRules(ports, owner, connectionId) : fail({ code: 'connection-unknown' });
};

/** Undefined where there is no such mailbox; without problems it was set. */
export const overrideLimits = async (ports: Ports, owner: Owner, connectionId: string, limits: Readonly<Record<string, unknown>> | null): Promise<readonly Problem[] | undefined> => {
  const judged = limits === null ? undefined : decodeLimitOverride(limits);
  if (judged?.ok === false) return judged.failure;
  const set = await change(ports, owner, connectionId, { override: limits === null ? null : JSON.stringify(limits) });
  return set === 'set' ? [] : undefined;
};

/** What waited for the old hours or numbers is looked at anew. */
const change = async (ports: Ports, owner: Owner, connectionId: string, columns: SendingChange, may = (_mailbox: SendingMailbox): boolean => true): Promise<'set' | 'other-by-now' | 'not-connected'> => {
  const { database, clock, sendBell, bell } = ports;
  if (!(await isConnected(database, owner, connectionId))) return 'not-connected';
  const isSet = await database.transaction().execute(async (transaction) => {
    const now = clock.now();
    // The row is locked from here on.
    await wakeSending(transaction, owner, connectionId, now, now);
    const mailbox = await readSending(transaction, connectionId);
    if (mailbox === undefined || !may(mailbox)) return false;
    await changeSending(transaction, connectionId, columns);
    await readyAgain(transaction, owner, connectionId);
    return true;
  });
  if (!isSet) return 'other-by-now';
  sendBell.ring();
  bell.ring(owner);
  return 'set';
};

const isConnected = async (database: Ports['database'], owner: Owner, connectionId: string): Promise<boolean> => {
  const connection = await readConnection(database, owner, connectionId);
  return connection !== undefined && connection.state.kind !== 'disconnected';
};

const rulesOf = (mailbox: SendingMailbox): SendingRules => {
  const { hours } = timesOf(mailbox);
  return { zone: knownZone(mailbox.zone) ?? null, hours: hours === undefined ? null : hoursView(hours) };
};

const hoursView = ({ clockOf, days, fromMinute, untilMinute }: SendHours): SendHoursGiven => ({ clockOf, days: [...days], from: timeOf(fromMinute), until: timeOf(untilMinute) });

const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
