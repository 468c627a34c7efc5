import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { quotaUnits } from '../gmail-limits.ts';
import type { Problem } from '../../settings/settings.ts';
import type { DayLimitName, KnownPlan } from './mailbox-limits.ts';
import type { SlowStart } from './slow-start.ts';

/** What an administrator set for a mailbox; what is undefined stays as Google's plan and our defaults have it. */
export interface LimitOverride extends Readonly<Record<DayLimitName, number | undefined>> {
  readonly plan: KnownPlan | undefined;
  /** Per cent of Google's numbers that is left to mail written by hand. Default 10. Numbers set here are taken as they are. */
  readonly keepFreePercent: number | undefined;
  /** Default 100. */
  readonly recipientsPerMessage: number | undefined;
  /** At most so many messages within any so many seconds. Default 25 within 45. */
  readonly batch: { readonly messages: number; readonly seconds: number } | undefined;
  /** Default 6000, what Google gives one user of one project. */
  readonly quotaUnitsPerMinute: number | undefined;
  /** Off by default. */
  readonly slowStart: SlowStart | undefined;
}

const whole = (least: number, most: number) => {
  const error = `A whole number from ${least} to ${most}.`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

/** Google's numbers have risen before, so an administrator may go above what is known today. */
const perDay = whole(1, 100_000).optional();
const unitsPerMail = quotaUnits.send + quotaUnits.readMessage;

const object = { error: 'Give the numbers by their names.' };

const limitOverride = z.strictObject(
  {
    plan: z
      .enum(['personal', 'workspace', 'workspace-trial', 'workspace-or-trial', 'unknown'], {
        error: 'plan is "personal", "workspace", "workspace-trial", "workspace-or-trial" or "unknown".',
      })
      .optional(),
    keepFreePercent: whole(0, 90).optional(),
    messagesPerDay: perDay,
    recipientsPerDay: perDay,
    externalRecipientsPerDay: perDay,
    uniqueRecipientsPerDay: perDay,
    uniqueExternalRecipientsPerDay: perDay,
    recipientsPerMessage: whole(1, 2_000).optional(),
    batch: z.strictObject({ messages: whole(1, 1_000), seconds: whole(1, 3_600) }, object).optional(),
    quotaUnitsPerMinute: whole(unitsPerMail, 1_000_000).optional(),
    slowStart: z.strictObject({ messagesOnFirstDay: whole(1, 10_000), growthPerDay: whole(1, 10_000) }, object).optional(),
  },
  object,
);

/** Pairs of which the first counts a part of what the second counts: set the other way round, the first would say nothing. */
const partsOf: readonly (readonly [part: DayLimitName, whole: DayLimitName])[] = [
  ['externalRecipientsPerDay', 'recipientsPerDay'],
  ['uniqueRecipientsPerDay', 'recipientsPerDay'],
  ['uniqueExternalRecipientsPerDay', 'externalRecipientsPerDay'],
  ['uniqueExternalRecipientsPerDay', 'uniqueRecipientsPerDay'],
];

/** Judges what an administrator set, such as `{plan: 'workspace', messagesPerDay: 1200}`, and names every problem at once. */
export const decodeLimitOverride = (input: unknown): Outcome<LimitOverride, readonly Problem[]> => {
  const result = limitOverride.safeParse(input);
  const problems = [...(result.success ? [] : result.error.issues.map(toProblem)), ...misfits(input)];
  if (!result.success || problems.length > 0) return fail(problems);
  return succeed({ ...nothingSet, ...result.data });
};

export const nothingSet: LimitOverride = {
  plan: undefined,
  keepFreePercent: undefined,
  messagesPerDay: undefined,
  recipientsPerDay: undefined,
  externalRecipientsPerDay: undefined,
  uniqueRecipientsPerDay: undefined,
  uniqueExternalRecipientsPerDay: undefined,
  recipientsPerMessage: undefined,
  batch: undefined,
  quotaUnitsPerMinute: undefined,
  slowStart: undefined,
};

/** Zod compares fields only once each of them is sound; here every pair of sound numbers is compared, whatever the rest. */
const misfits = (input: unknown): Problem[] => {
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  if (!given.success) return [];
  return partsOf.flatMap(([part, all]) => {
    const [less, more] = [perDay.safeParse(given.data[part]).data, perDay.safeParse(given.data[all]).data];
    if (less === undefined || more === undefined || less <= more) return [];
    return [{ where: part, sentence: `At most as many as ${all}.` }];
  });
};

/** Zod's own sentence for a name it does not know would repeat what was typed. */
const toProblem = ({ path, code, message }: z.core.$ZodIssue): Problem => ({
  where: path.join('.'),
  sentence: code === 'unrecognized_keys' ? 'There is a name here that this version does not know.' : message,
});
