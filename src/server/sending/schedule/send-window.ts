import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import type { Problem } from '../../settings/settings.ts';

/** As ISO 8601 numbers them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When mail may leave: on some days of the week, between two times of day, by the clocks of one zone. */
export interface SendWindow {
  readonly zone: string;
  readonly days: readonly Weekday[];
  /** Minutes after midnight by the wall clock; mail leaves from this minute on. */
  readonly fromMinute: number;
  /** Minutes after midnight; mail leaves before this minute. 1440 is the day's end. */
  readonly untilMinute: number;
}

/** The same hours, by the sender's clock or by that of each recipient. */
export interface SendHours extends Omit<SendWindow, 'zone'> {
  /** Default `sender`. */
  readonly clockOf: 'sender' | 'recipient';
}

/** Monday to Friday from 08:00 to 18:00, by the sender's clock. */
export const workingHours: SendHours = { clockOf: 'sender', days: [1, 2, 3, 4, 5], fromMinute: 8 * 60, untilMinute: 18 * 60 };

/** The window of one mail. A recipient whose zone is not known is taken to live where the sender does. */
export const windowFor = ({ clockOf, ...hours }: SendHours, senderZone: string, recipientZone: string | undefined): SendWindow => ({
  ...hours,
  zone: clockOf === 'recipient' ? (recipientZone ?? senderZone) : senderZone,
});

const timeOfDay = z
  .string({ error: 'A time of day looks like 08:30.' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'A time of day looks like 08:30, from 00:00 to 24:00.' })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7], { error: 'A day is a number from 1 (Monday) to 7 (Sunday).' });

const sendHours = z
  .strictObject({
    clockOf: z.enum(['sender', 'recipient'], { error: 'clockOf is "sender" or "recipient".' }).default('sender'),
    days: z
      .array(weekday, { error: 'List the days as numbers from 1 (Monday) to 7 (Sunday).' })
      .min(1, { error: 'Without a day nothing would ever leave.' })
      .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
    from: timeOfDay,
    until: timeOfDay,
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'The hours end after they begin, on the same day.' });

/** Judges hours such as `{days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00'}`, and names every problem at once. */
export const decodeSendHours = (input: unknown): Outcome<SendHours, readonly Problem[]> => {
  const result = sendHours.safeParse(input);
  if (!result.success) return fail(result.error.issues.map(toProblem));
  const { from, until, ...hours } = result.data;
  return succeed({ ...hours, fromMinute: from, untilMinute: until });
};

/** Zod's own sentence for a name it does not know would repeat what was typed. */
const toProblem = ({ path, code, message }: z.core.$ZodIssue): Problem => ({
  where: path.join('.'),
  sentence: code === 'unrecognized_keys' ? 'There is a name here that this version does not know.' : message,
});
