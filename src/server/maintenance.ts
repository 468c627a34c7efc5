import { expireFlows } from './connect/expire-flows.ts';
import { endedFlowLastsMs } from './connect/lifetimes.ts';
import { checkIdle } from './connections/check-idle.ts';
import { fractionOf } from './connections/check-times.ts';
import { withdrawDue } from './connections/withdraw-due.ts';
import { givenUpLastsMs } from './connections/withdrawal-times.ts';
import type { Ports } from './ports.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { attachmentKeptMs } from './sending/channel/upload-attachment.ts';
import { forgetSent } from './sending/forget-sent.ts';
import { draftKeptMs } from './sending/drafts/save-draft.ts';
import { forgetAttachments } from './store/attachments.ts';
import { forgetDrafts } from './store/drafts.ts';
import { isDatabaseDown } from './store/database-failure.ts';
import { forgetFound } from './replies/forget-found.ts';
import { forgetDeliveries } from './store/deliveries.ts';
import { forgetFlows } from './store/flows.ts';
import { forgetGoogleAccounts } from './store/google-accounts.ts';
import { forgetProofs } from './store/proofs.ts';
import { deleteRevocationsGivenUpBefore } from './store/revocations.ts';

/**
 * What happens without anybody asking. Once in a while each process goes round: flows whose time is over end and lose
 * their codes; withdrawals that Google has not confirmed are asked for again; grants that nobody used are tried. Each
 * step claims rows that no other process holds, acts, and records; so any number of processes share the work, and one
 * that dies leaves its rows to their leases. Between two rounds the loop sleeps; after a full batch it goes on at once.
 */
const roundMs = 20_000;
/** How long a host can look up, and have sent again, what it was told. */
const deliveryKeptMs = 30 * 86_400_000;
const deliveriesAtOnce = 1_000;
/** Longer than any limit of Gmail's looks back. */
const proofKeptMs = 30 * 86_400_000;

export const createMaintenance = (ports: Ports): Rounds =>
  createRounds(ports.clock, async (signal) => {
    const busy = await maintain(ports, signal);
    return busy ? 0 : roundMs * (0.75 + fractionOf(ports.random) / 2);
  });

/** One round. True when there was more to do than one round takes. */
export const maintain = async (ports: Ports, signal: AbortSignal): Promise<boolean> => {
  let busy = false;
  for (const [name, job] of jobs) {
    if (signal.aborted) return false;
    try {
      busy = (await job(ports, signal)) || busy;
    } catch (error) {
      // The next round tries again; the rows that were claimed come back when their leases end.
      ports.log.error('maintenance-failed', { at: name, failure: isDatabaseDown(error) ? 'service-unavailable' : 'internal' });
    }
  }
  return busy;
};

type Job = (ports: Ports, signal: AbortSignal) => Promise<boolean>;

const attachmentsAtOnce = 50;
const draftsAtOnce = 200;

const jobs: readonly (readonly [string, Job])[] = [
  ['expire-flows', expireFlows],
  ['withdraw-due', withdrawDue],
  ['check-idle', checkIdle],
  ['forget-found', forgetFound],
  ['forget-sent', forgetSent],
  ['forget-attachments', ({ database, clock }) => forgetAttachments(database, { before: clock.now() - attachmentKeptMs, limit: attachmentsAtOnce })],
  ['forget-drafts', ({ database, clock }) => forgetDrafts(database, { before: clock.now() - draftKeptMs, limit: draftsAtOnce })],
  [
    'forget',
    async ({ database, clock }) => {
      const now = clock.now();
      await forgetFlows(database, now - endedFlowLastsMs);
      await deleteRevocationsGivenUpBefore(database, now - givenUpLastsMs);
      await forgetGoogleAccounts(database, now - endedFlowLastsMs);
      await forgetProofs(database, now - proofKeptMs);
      return forgetDeliveries(database, { before: now - deliveryKeptMs, limit: deliveriesAtOnce });
    },
  ],
];
