import { msg, str } from '@lit/localize';
import type { Kind } from '../../client/replies/reply-rows.ts';

/** Words that more than one view needs. */
export const tryAgain = (): string => msg('Try again');
export const kindName: Readonly<Record<Kind, () => string>> = {
  all: () => msg('All'),
  replies: () => msg('Replies'),
  possible: () => msg('Possible'),
  automatic: () => msg('Automatic'),
  bounces: () => msg('Bounces'),
};
export const within = (seconds: number): string => (seconds < 120 ? msg(str`${seconds} seconds`) : msg(str`${Math.round(seconds / 60)} minutes`));
