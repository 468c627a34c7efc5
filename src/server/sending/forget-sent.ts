import type { Ports } from '../ports.ts';
import { forgetEnded, forgetHistory, forgetSending, forgetUnsubscribeLinks } from '../store/sent-retention.ts';
import { learnedForDays } from './limits/heard-facts.ts';

const day = 86_400_000;
/** Few enough that nobody waits for the rows behind them. */
const limit = 500;
/** Longer than any law asks for. */
const linkKeptDays = 3 * 365;

/** Takes away what nobody has a use for any more of what was sent. True while there is more of it than one round takes. */
export const forgetSent = async ({ database, clock, settings }: Ports, signal: AbortSignal): Promise<boolean> => {
  const now = clock.now();
  const { found, disconnected } = settings.replies.keptDays;
  const steps = [
    () => forgetEnded(database, { before: now - found * day, limit }),
    // A day more than any limit, and any lesson of Google's, looks back.
    () => forgetHistory(database, { before: now - (learnedForDays + 2) * day, limit }),
    () => forgetUnsubscribeLinks(database, { before: now - linkKeptDays * day, limit }),
    () => forgetSending(database, { before: now - disconnected * day, limit }),
  ];
  let more = false;
  for (const step of steps) {
    if (signal.aborted) return false;
    more = (await step()) || more;
  }
  return more;
};
