import type { TrackedMailbox, Tracking } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import { instantOf } from '../connections/connection-view.ts';
import { ownerOf } from '../connections/owner-of.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import { listConnections, type StoredConnection } from '../store/connections.ts';
import { listMailboxes, type StoredMailbox } from '../store/mailboxes.ts';
import { lastVerified, type Verified } from '../store/proofs.ts';
import { countTracked } from '../store/tracked-mails.ts';
import { boundSeconds } from './sync/next-poll.ts';

/** How the replies of each of a user's mailboxes are being found, as it stands now. */
export const trackingOf = async (ports: Ports, caller: UserCaller): Promise<Tracking> => {
  const owner = ownerOf(caller);
  const connections = await listConnections(ports.database, owner);
  const mailboxes = new Map((await listMailboxes(ports.database, owner)).map((each) => [each.connectionId, each]));
  const ids = connections.map(({ id }) => id);
  const watched = await countTracked(ports.database, ids);
  const verified = await lastVerified(ports.database, ids);
  return {
    product: caller.tenant.product,
    mailboxes: connections.map((connection) => ({
      ...viewOf(ports, connection, mailboxes.get(connection.id), watched.get(connection.id) ?? 0),
      ...verifiedOf(verified.get(connection.id)),
    })),
  };
};

const viewOf = ({ settings, clock }: Ports, connection: StoredConnection, mailbox: StoredMailbox | undefined, watched: number): TrackedMailbox => {
  const now = clock.now();
  const pace = { lastSentAt: mailbox?.lastSentAt, watchEndsAt: mailbox?.watchEndsAt };
  const bound = boundSeconds(settings.replies.poll, pace, now);
  const { gap } = mailbox ?? {};
  return {
    connectionId: connection.id,
    email: connection.email,
    state: stateOf(connection, mailbox, bound, now),
    ...(mailbox?.checkedAt === undefined ? {} : { checkedAt: instantOf(mailbox.checkedAt) }),
    boundSeconds: bound,
    push: (mailbox?.watchEndsAt ?? 0) > now,
    watched,
    ...(gap?.to === undefined ? {} : { gap: { from: instantOf(gap.from), to: instantOf(gap.to), replies: gap.replies } }),
    skipped: mailbox?.skipped ?? 0,
  };
};

const verifiedOf = (verified: Verified | undefined): Pick<TrackedMailbox, 'verifiedAt' | 'tookMs'> =>
  verified === undefined ? {} : { verifiedAt: instantOf(verified.at), tookMs: verified.tookMs };

/** A check takes its time, and the clocks of two processes differ: late is what nobody can call punctual any more. */
const graceMs = 60_000;

/** The last minutes are read again whenever a host registers a mail after it was sent; that is over in a moment. */
const worthShowingMs = 15 * 60_000;

const stateOf = (connection: StoredConnection, mailbox: StoredMailbox | undefined, bound: number, now: number): TrackedMailbox['state'] => {
  if (connection.state.kind === 'lost') return { kind: 'stopped', since: instantOf(connection.state.at) };
  if (!capabilitiesIn(connection.scopes).includes('read')) return { kind: 'not-permitted' };
  if (mailbox?.catchUp !== undefined && now - mailbox.catchUp.since > worthShowingMs) {
    const { since, read, found } = mailbox.catchUp;
    return { kind: 'catching-up', since: instantOf(since), read, found };
  }
  if (mailbox?.checkedAt === undefined) return { kind: 'starting' };
  return now - mailbox.checkedAt > bound * 1_000 + graceMs ? { kind: 'late' } : { kind: 'following' };
};
