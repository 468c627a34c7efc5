import type { Ports } from '../ports.ts';
import { forgetMailbox, forgetReplies, forgetTracked } from '../store/retention.ts';

const day = 86_400_000;
/** Few enough that nobody waits for the rows behind them. */
const limit = 500;

/** Takes away what nobody has a use for any more. True while there is more of it than one round takes. */
export const forgetFound = async ({ database, clock, settings }: Ports, signal: AbortSignal): Promise<boolean> => {
  const { found, disconnected } = settings.replies.keptDays;
  const old = { before: clock.now() - found * day, limit };
  const repliesLeft = await forgetReplies(database, old);
  if (signal.aborted) return false;
  // Behind the replies: a mail that was answered stays as long as its answers.
  const trackedLeft = await forgetTracked(database, old);
  if (signal.aborted) return false;
  const mailboxesLeft = await forgetMailbox(database, { before: clock.now() - disconnected * day, limit });
  return repliesLeft || trackedLeft || mailboxesLeft;
};
