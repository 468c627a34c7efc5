import type { Ports } from '../../ports.ts';
import { factsSince, leftSince, type LeftMail } from '../../store/sending-history.ts';
import { readSending, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import type { Queries } from '../../store/tables.ts';
import { recipientsPerMessage } from '../gmail-limits.ts';
import { heed, learnedForDays } from '../limits/heard-facts.ts';
import { decodeLimitOverride, nothingSet, type LimitOverride } from '../limits/limit-override.ts';
import { limitsOf, presumedPlan, type KnownPlan, type MailboxLimits } from '../limits/mailbox-limits.ts';
import type { SendTimes } from '../limits/send-lanes.ts';
import { historyOf, recipientsOf, type Recipients, type SentHistory } from '../limits/sent-history.ts';
import { decodeSendHours } from '../schedule/send-window.ts';
import { createZoneRules } from '../schedule/zone-rules.ts';

/** Everything that decides what a mailbox may send when, as it stands. */
export interface SendingState {
  readonly plan: KnownPlan;
  readonly limits: MailboxLimits;
  readonly history: SentHistory;
  readonly times: SendTimes;
  readonly ownDomains: ReadonlySet<string>;
}

/** What the machine knows of clocks changes with Node alone. */
export const zoneRules = createZoneRules();

const day = 86_400_000;
/** The limits look back a day; the mails of the minutes before tell when they come back. */
const historyMs = day + 3_600_000;

export const readSendingState = async ({ database, clock }: Pick<Ports, 'database' | 'clock'>, mailbox: SendingMailbox, email: string, store: Queries = database): Promise<SendingState> => {
  const now = clock.now();
  const facts = await factsSince(store, mailbox.connectionId, now - learnedForDays * day);
  // What Google said is weighed against all that was sent since.
  const since = facts.length === 0 ? now - historyMs : now - learnedForDays * day;
  const ownDomains = ownDomainsOf(email);
  const history = historyOf((await leftSince(store, mailbox.connectionId, since, email.toLowerCase())).map((mail) => toSent(mail, ownDomains)));
  const override = overrideOf(mailbox);
  const plan = override.plan ?? presumedPlan(undefined, email);
  const limits = heed(limitsOf(plan, override, mailbox.createdAt), facts, history);
  return { plan, limits, history, times: timesOf(mailbox), ownDomains };
};

/** How many one mail of this mailbox may go to, by Gmail or by an administrator. */
export const mostRecipients = async (store: Queries, connectionId: string): Promise<number> => {
  const mailbox = await readSending(store, connectionId);
  return (mailbox && overrideOf(mailbox).recipientsPerMessage) ?? recipientsPerMessage;
};

/** What was stored was judged when it was set. */
const overrideOf = ({ override }: SendingMailbox): LimitOverride => {
  const decoded = override === undefined ? undefined : decodeLimitOverride(JSON.parse(override));
  return decoded?.ok ? decoded.value : nothingSet;
};

export const timesOf = ({ zone, hours }: SendingMailbox): SendTimes => {
  const decoded = hours === undefined ? undefined : decodeSendHours(JSON.parse(hours));
  return { rules: zoneRules, zone: knownZone(zone) ?? 'UTC', hours: decoded?.ok ? decoded.value : undefined };
};

/** As this machine knows it: one that it does not is none. */
export const knownZone = (zone: string | undefined): string | undefined => (zone !== undefined && zoneRules.has(zone) ? zone : undefined);

/** At Google's own domains everybody else is outside. */
const ownDomainsOf = (email: string): ReadonlySet<string> => {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return new Set(domain === 'gmail.com' || domain === 'googlemail.com' ? [] : [domain]);
};

const toSent = ({ id, at, recipients, origin }: LeftMail, ownDomains: ReadonlySet<string>) => ({ id, at, origin, ...(recipients === undefined ? unnamed : recipientsOf(recipients, ownDomains)) });

/** Of a mail whose recipients are not known it is known that there was one. */
const unnamed: Recipients = { inside: [], outside: [], unnamed: 1 };
