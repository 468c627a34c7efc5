import { msg, str } from '@lit/localize';
import type { StandingLimit } from '../../client/sending-limits/limits-at.ts';
import type { LimitsFact } from '../../client/sending-limits/limits-fact.ts';
import type { SendingLimits } from '../../contract/index.ts';
import type { Told } from './model.ts';
import { whenIn } from './zone-time.ts';

/** Sentences of the meter. Over the limit is waiting, never failing. */

export const number = (count: number, tag: string): string => count.toLocaleString(tag);

/** The plan is not known, and that makes a difference. */
export const isRange = ({ by, most, mostAtBest }: Pick<StandingLimit, 'by' | 'most' | 'mostAtBest'>): boolean => by === 'plan' && mostAtBest > most;

export type Tone = 'calm' | 'warn' | 'bad';

export const toneOf = (told: Told): Tone => {
  const { standing: { binding } } = told;
  if (isLongPause(told) || binding.fullness === 'near' || binding.fullness === 'reached') return 'warn';
  return binding.fullness === 'very-near' ? 'bad' : 'calm';
};

/** Google paused the mailbox, and not for the moment it takes to slow down. */
export const isLongPause = ({ standing: { pause, at } }: Told): boolean =>
  pause !== undefined && (pause.because === 'sending-paused' || pause.because === 'limit-reached' || pause.until - at > 120_000);

export const chipWords = (told: Told): string | undefined => {
  const { standing: { binding, pause }, limits, tag } = told;
  if (isLongPause(told)) return msg('Paused by Google');
  if (pause !== undefined) return msg('Waiting a few seconds');
  if (binding.fullness === 'reached') return limits.waiting > 0 ? msg('Waiting') : msg('Limit reached');
  if (binding.fullness !== 'free') {
    const percent = new Intl.NumberFormat(tag, { style: 'percent', roundingMode: 'floor' }).format(binding.used / binding.most);
    return msg(str`${percent} used`);
  }
  return isRange(binding) ? msg('Plan unknown') : undefined;
};

export const when = ({ standing, limits, tag }: Told, at: number): string => whenIn(at, standing.at, limits.zone, tag);

/** What stands largest, and what it is of. */
export const headline = (told: Told): readonly [string, string] => {
  const { standing: { binding, roomAt }, tag } = told;
  const most = number(binding.most, tag);
  if (isLongPause(told) && roomAt !== undefined) return [msg(str`Until about ${when(told, roomAt)}`), ''];
  if (binding.left === 0) return roomAt === undefined ? [number(0, tag), msg(str`left of ${most}`)] : [msg(str`Until ${when(told, roomAt)}`), ''];
  if (isRange(binding)) return [number(binding.left, tag), msg(str`to ${number(binding.leftAtBest, tag)} left`)];
  return [number(binding.left, tag), msg(str`left of ${most}`)];
};

/** "42 left. 38 come back at 15:10." and what that means for what waits. */
export const sentence = (told: Told): string => {
  const { standing: { binding, roomAt }, limits: { waiting }, tag } = told;
  const most = number(binding.most, tag);
  if (isLongPause(told) && roomAt !== undefined) return join(msg(str`Google paused sending from this mailbox until about ${when(told, roomAt)}.`), waits(waiting, tag));
  if (binding.left === 0) return join(msg(str`All ${most} are used.`), waiting > 0 ? msg(str`${waits(waiting, tag)} They leave by themselves; none failed.`) : comesBack(told));
  const left = binding.used === 0 ? msg('Nothing counts right now.') : binding.fullness === 'free' ? msg(str`${number(binding.used, tag)} count right now.`) : msg(str`${number(binding.left, tag)} left.`);
  return join(left, comesBack(told), waitingFits(told));
};

const join = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');

export const waits = (count: number, tag: string): string => {
  if (count === 0) return '';
  return count === 1 ? msg('1 email waits.') : msg(str`${number(count, tag)} emails wait.`);
};

const comesBack = (told: Told): string => {
  const [next] = told.standing.binding.returns;
  if (next === undefined) return '';
  const at = when(told, next.at);
  return next.amount === 1 ? msg(str`1 comes back at ${at}.`) : msg(str`${number(next.amount, told.tag)} come back at ${at}.`);
};

const waitingFits = (told: Told): string => {
  const { limits: { waiting, lastLeavesAt }, standing: { binding }, tag } = told;
  if (waiting === 0) return '';
  if (waiting <= binding.left) return waiting === 1 ? msg('The email that waits fits.') : msg(str`The ${number(waiting, tag)} emails that wait fit.`);
  return lastLeavesAt === undefined ? waits(waiting, tag) : msg(str`${waits(waiting, tag)} The last leaves at ${when(told, Date.parse(lastLeavesAt))}.`);
};

/** Who decided the number, where that is not simply the plan. */
export const decidedBy = (told: Told, limit: StandingLimit): string | undefined => {
  const [most, best] = [number(limit.most, told.tag), number(limit.mostAtBest, told.tag)];
  switch (limit.by) {
    case 'administrator':
      return msg('An administrator set this limit.');
    case 'slow-start':
      return limit.rises === undefined ? msg('A new mailbox starts slowly.') : msg(str`A new mailbox starts slowly: ${number(limit.rises.most, told.tag)} from ${when(told, limit.rises.at)}.`);
    case 'heard':
      return msg(str`${most} is taken as the limit for some days, because Google stopped this mailbox there.`);
    case 'plan':
      return isRange(limit) ? msg(str`Gmail allows between ${most} and ${best} a day, depending on the plan, and does not say which this is. ${most} are used until an administrator says.`) : undefined;
  }
};

export const limitName = (name: SendingLimits['binding']): string => {
  switch (name) {
    case 'messagesPerDay':
      return msg('Emails');
    case 'recipientsPerDay':
      return msg('Recipients');
    case 'externalRecipientsPerDay':
      return msg('Recipients outside your organization');
    case 'uniqueRecipientsPerDay':
      return msg('Different recipients');
    case 'uniqueExternalRecipientsPerDay':
      return msg('Different recipients outside your organization');
    case 'messagesPerBatch':
      return msg('Emails at a time');
    case 'quotaUnitsPerMinute':
      return msg('Google’s units for programs');
  }
};

/** What is said aloud when it happens. */
export const newsOf = ({ fullness, paused, left }: LimitsFact): string => {
  if (paused) return msg('Google paused sending from this mailbox.');
  if (fullness === 'reached') return msg('The sending limit is reached. What waits leaves by itself.');
  return fullness === 'free' ? msg('There is room to send again.') : msg(str`The sending limit is near: ${left} left.`);
};
