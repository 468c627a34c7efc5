import { decode, emailAddress } from '../../../contract/index.ts';
import { changeHeld } from '../../store/mailboxes.ts';
import type { Poll } from './poll.ts';

const hour = 3_600_000;

/** People change their aliases seldom; who connects anew is asked for at once. */
const askEveryMs = 24 * hour;
const tryAgainMs = 1 * hour;
/** Gmail allows 99 aliases. */
const mostAddresses = 100;

/**
 * Asks from which addresses the person may send: mail from any of them is theirs where Gmail sent it, and nobody's answer
 * where it did not. Trouble with it alarms nobody: until it is over, what was known goes on.
 */
export const learnOwnAddresses = async (poll: Poll): Promise<void> => {
  const { ports, mailbox, gmail, signal } = poll;
  const now = ports.clock.now();
  if (signal.aborted || (mailbox.ownAddressesNextAt ?? 0) > now) return;
  const answer = await gmail.ask('ownAddresses', (port, token) => port.ownAddresses(token));
  const told = answer.ok ? answer.value.map((address) => address.trim().toLowerCase()).filter((address) => decode(emailAddress, address).ok) : undefined;
  const own = told === undefined ? undefined : [...new Set([mailbox.email, ...told])].slice(0, mostAddresses);
  await changeHeld(ports.database, mailbox, {
    own_addresses_next_at: new Date(now + (own === undefined ? tryAgainMs : askEveryMs)),
    ...(own === undefined ? {} : { own_addresses: JSON.stringify(own) }),
  });
  if (own !== undefined) poll.ownAddresses = own;
};
