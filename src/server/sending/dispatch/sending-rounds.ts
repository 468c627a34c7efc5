import { fromThrown } from '../../http/thrown-failure.ts';
import type { Ports } from '../../ports.ts';
import { createRounds, type Rounds } from '../../rounds.ts';
import { newId } from '../../store/new-id.ts';
import { claimSending } from '../../store/sending-mailboxes.ts';
import { claimMs } from './attempt-lease.ts';
import { rereadClocks } from '../schedule/reread-clocks.ts';
import { sendFrom } from './send-from.ts';
import { zoneRules } from './sending-state.ts';

/**
 * Lets go what is due. A mailbox is looked at when its time has come: a mail is due, a limit has room again, Google's pause
 * is over. Whichever process sees it first claims it for a while; what leaves is decided under the lock of the mailbox' row,
 * so that a claim that outlives its process does no harm. A mail goes through these states:
 *
 *     waiting   its row says when it may be looked at, the mailbox' row what it waits for
 *     sending   an attempt is on disk and counts in the limits; the call is under way
 *     sent      Gmail said so, or the mailbox shows it
 *     checking  nobody knows: the answer was lost, or the process died. It is looked for and never sent again by itself
 *     held      it was not found, or came due while nobody looked: a person decides
 *     failed    Gmail refused it, or it cannot be sent at all
 *
 * Each mailbox sends by itself: one that waits keeps no other one waiting.
 */
const restMs = 500;

const claim = (ports: Ports, limit: number): ReturnType<typeof claimSending> => {
  const now = ports.clock.now();
  return claimSending(ports.database, { now, leaseEndsAt: now + claimMs, holder: newId(ports.random), limit });
};

/** Sends from everything that is due now, to the end. */
export const sendDue = async (ports: Ports, signal: AbortSignal): Promise<void> => {
  const claimed = await claim(ports, ports.settings.sending.atOnce);
  await Promise.all(claimed.map((mailbox) => sendFrom(ports, mailbox, signal)));
};

export const createSending = (ports: Ports): Rounds => {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let clocksRead = false;

  const begin = (mailboxes: Awaited<ReturnType<typeof claimSending>>): void => {
    for (const mailbox of mailboxes) {
      const sending = sendFrom(ports, mailbox, stopping.signal)
        .catch((error: unknown) => {
          // What was claimed comes back with the end of its lease, what was attempted is looked for.
          ports.log.error('sending-failed', { ...fromThrown(error).fields, tenant: mailbox.owner.tenant, connectionId: mailbox.connectionId });
        })
        .finally(() => running.delete(sending));
      running.add(sending);
    }
  };

  const rounds = createRounds(ports.clock, async () => {
    const room = ports.settings.sending.atOnce - running.size;
    if (room <= 0) {
      await Promise.race(running);
      return 0;
    }
    try {
      if (!clocksRead) await rereadClocks(ports, zoneRules);
      clocksRead = true;
      const claimed = await claim(ports, room);
      begin(claimed);
      if (claimed.length === room) return 0;
    } catch (error) {
      ports.log.error('sending-failed', fromThrown(error).fields);
    }
    return restMs;
  });

  return {
    start: () => rounds.start(),
    async stop() {
      stopping.abort();
      await rounds.stop();
      await Promise.all(running);
    },
    wake: () => rounds.wake(),
  };
};
