import type { OutgoingMail } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { Clock } from '../page/clock.ts';
import type { OutgoingClient } from './outgoing-client.ts';

export interface ExpectationsDeps {
  readonly client: Pick<OutgoingClient, 'soonest'>;
  readonly clock: Clock;
  /** So many of what waits somebody sees. */
  readonly rowsShown: () => number;
}

/** When a mail is expected to leave, and why not sooner, changes with the others and with its mailbox, and no row tells of it. */
export interface Expectations {
  /** How soon they are wanted again, where that is sooner than everything else. */
  readonly wantedInMs: number | undefined;
  /** Something happened that those which wait feel. */
  want(): void;
  /** All rows have just come. */
  came(): void;
  /** Asks for those that somebody sees, unless that was done a moment ago. */
  refresh(waiting: number, take: (mails: readonly OutgoingMail[]) => void, signal: AbortSignal): Promise<ClientFailure | undefined>;
}

const everyMs = 15_000;
const soonMs = 2_000;

export const createExpectations = ({ client, clock, rowsShown }: ExpectationsDeps): Expectations => {
  let cameAt = 0;
  let areWanted = false;
  const came = (): void => {
    cameAt = clock.now();
    areWanted = false;
  };
  return {
    get wantedInMs() {
      return areWanted ? soonMs : undefined;
    },
    want: () => void (areWanted = true),
    came,
    async refresh(waiting, take, signal) {
      if (waiting === 0) areWanted = false;
      if (waiting === 0 || clock.now() - cameAt < (areWanted ? soonMs : everyMs)) return undefined;
      const soonest = await client.soonest(rowsShown(), signal);
      if (!soonest.ok) return soonest.failure;
      if (!signal.aborted) take(soonest.value.mails);
      came();
      return undefined;
    },
  };
};
