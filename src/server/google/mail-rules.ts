import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { AutoForwarding, FilterCriteria, GmailFailure, MailFilter, MailRules, VacationResponder } from './gmail-port.ts';
import type { Ask } from './gmail-wire.ts';

/** Filters, forwarding and the vacation responder, all three or none: half of them would look like the whole. */
export const askMailRules = async (ask: Ask, accessToken: string): Promise<Outcome<MailRules, GmailFailure>> => {
  const [filters, forwarding, vacation] = await Promise.all([
    // Hundreds of filters, each with a long query, are longer than other answers.
    ask(accessToken, { path: 'settings/filters', whole: true, answer: filtersAnswer }),
    ask(accessToken, { path: 'settings/autoForwarding', answer: forwardingAnswer }),
    ask(accessToken, { path: 'settings/vacation', query: { fields: 'enableAutoReply,startTime,endTime' }, answer: vacationAnswer }),
  ]);
  if (!filters.ok) return fail(filters.failure.failure);
  if (!forwarding.ok) return fail(forwarding.failure.failure);
  if (!vacation.ok) return fail(vacation.failure.failure);
  return succeed({
    filters: filters.value.filter.map(toFilter),
    forwarding: toForwarding(forwarding.value),
    vacation: toVacation(vacation.value),
  });
};

const text = z.optional(z.string());
const list = z._default(z.array(z.string()), []);

const filterAnswer = z.object({
  id: z.string(),
  criteria: z._default(
    z.object({
      from: text,
      to: text,
      subject: text,
      query: text,
      negatedQuery: text,
      hasAttachment: z.optional(z.boolean()),
      size: z.optional(z.number()),
      sizeComparison: text,
    }),
    {},
  ),
  action: z._default(z.object({ addLabelIds: list, removeLabelIds: list, forward: text }), { addLabelIds: [], removeLabelIds: [] }),
});
// The list of filters is called `filter`, and is absent where there is none.
const filtersAnswer = z.object({ filter: z._default(z.array(filterAnswer), []) });
const forwardingAnswer = z.object({ enabled: z._default(z.boolean(), false), emailAddress: text, disposition: text });
const milliseconds = z.optional(z.string().check(z.regex(/^-?\d{1,20}$/)));
const vacationAnswer = z.object({ enableAutoReply: z._default(z.boolean(), false), startTime: milliseconds, endTime: milliseconds });

const toFilter = ({ id, criteria, action }: z.output<typeof filterAnswer>): MailFilter => ({
  id,
  criteria: toCriteria(criteria),
  addLabels: action.addLabelIds,
  removeLabels: action.removeLabelIds,
  forwardTo: action.forward,
});

const toCriteria = ({ size, sizeComparison, ...same }: z.output<typeof filterAnswer>['criteria']): FilterCriteria => ({
  ...same,
  ...(size !== undefined && (sizeComparison === 'larger' || sizeComparison === 'smaller') ? { size: { bytes: size, comparison: sizeComparison } } : {}),
});

const toForwarding = ({ enabled, emailAddress, disposition }: z.output<typeof forwardingAnswer>): AutoForwarding => {
  if (!enabled) return undefined;
  switch (disposition) {
    case 'archive':
    case 'trash':
    case 'markRead':
      return { to: emailAddress, disposition };
    default:
      return { to: emailAddress, disposition: 'leaveInInbox' };
  }
};

const toVacation = ({ enableAutoReply, startTime, endTime }: z.output<typeof vacationAnswer>): VacationResponder =>
  enableAutoReply ? { startsAt: timeOf(startTime), endsAt: timeOf(endTime) } : undefined;

/** Zero, as an unset number is written, is no time. */
const timeOf = (value: string | undefined): number | undefined => (value === undefined || Number(value) <= 0 ? undefined : Number(value));
