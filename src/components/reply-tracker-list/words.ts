import { msg } from '@lit/localize';
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
