import { readScope } from '../../google/scopes.ts';
import { fromThrown } from '../../http/thrown-failure.ts';
import type { Ports } from '../../ports.ts';
import { createRounds, type Rounds } from '../../rounds.ts';
import { enrolConnections } from '../../store/mailboxes.ts';
import { createPolling } from './polling.ts';

/**
 * Follows every mailbox. A mailbox is `due` at its time, or as soon as somebody calls it: Gmail, by a push; a person, by
 * "check now"; the end of a reconnection. Whichever process sees it first claims it, and it is `held` by that claim while
 * the process says every few seconds that it goes on. At the end of the poll it is due again at a later time. A process
 * that dies says nothing more: then the mailbox is due with the end of the lease, and what was stored is not stored twice,
 * because every mail has one row. A process that is told to stop ends each poll at its next mail and gives it back.
 *
 * A round claims as many mailboxes as there is room for and waits for none of them. Between two rounds it rests until
 * somebody calls, room is made that was missing, or a second is over: then it sees what other processes were called for.
 */
const restMs = 1_000;

export const createSync = (ports: Ports): Rounds => {
  const stopping = new AbortController();
  let enrolled = false;
  let isWaitedFor = false;

  const polling = createPolling(ports, stopping.signal, () => {
    if (isWaitedFor && polling.hasRoom()) rounds.wake();
  });

  const rounds = createRounds(ports.clock, async () => {
    try {
      if (!enrolled) await enrolConnections(ports.database, readScope, ports.clock.now());
      enrolled = true;
      await polling.keep();
      isWaitedFor = await polling.claim();
      if (isWaitedFor && polling.hasRoom()) return 0;
    } catch (error) {
      ports.log.error('sync-failed', fromThrown(error).fields);
    }
    return restMs;
  });

  return {
    start: () => rounds.start(),
    async stop() {
      stopping.abort();
      await rounds.stop();
      await polling.drain();
    },
    wake() {
      // The call may be for a mailbox that is just being polled: then it is due again at the end of that.
      isWaitedFor = true;
      rounds.wake();
    },
  };
};
