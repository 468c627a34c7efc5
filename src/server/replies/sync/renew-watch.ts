import { changeHeld } from '../../store/mailboxes.ts';
import type { MailboxAtGmail } from './mailbox-at-gmail.ts';
import type { Poll } from './poll.ts';

const hour = 3_600_000;

/** A watch lasts seven days; Google recommends to renew it daily, which leaves six days to fail in. */
const renewEveryMs = 24 * hour;
const tryAgainMs = 1 * hour;

/**
 * Asks Gmail to tell of changes. Trouble with it alarms nobody: what is not told is found by polling, which then goes at
 * its shorter interval.
 */
export const renewWatch = async ({ ports, mailbox, gmail, signal }: Poll): Promise<number | undefined> => {
  const topic = ports.settings.replies.pushTopic;
  const now = ports.clock.now();
  if (topic === undefined || signal.aborted || (mailbox.watchNextAt ?? 0) > now) return mailbox.watchEndsAt;
  const answer = await watch(gmail, topic);
  await changeHeld(ports.database, mailbox, {
    watch_next_at: new Date(now + (answer === undefined ? tryAgainMs : renewEveryMs)),
    ...(answer === undefined ? {} : { watch_ends_at: new Date(answer) }),
  });
  return answer ?? mailbox.watchEndsAt;
};

/** Gmail has one watch per mailbox and project; another topic's has to go first. */
const watch = async (gmail: MailboxAtGmail, topic: string): Promise<number | undefined> => {
  const first = await gmail.ask('watch', (port, token) => port.watch(token, topic));
  if (first.ok) return first.value.endsAt;
  if (first.failure.code !== 'watch-taken') return undefined;
  const gone = await gmail.ask('unwatch', (port, token) => port.unwatch(token));
  if (!gone.ok) return undefined;
  const second = await gmail.ask('watch', (port, token) => port.watch(token, topic));
  return second.ok ? second.value.endsAt : undefined;
};
