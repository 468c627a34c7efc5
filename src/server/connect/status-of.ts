import { assertNever, type FlowStatus } from '../../contract/index.ts';
import type { Flow } from '../store/flows.ts';

/** Where a flow stands now. Time alone ends flows, codes and leases, before any loop has written it down. */
export const statusOf = (flow: Flow, now: number): FlowStatus => {
  const { progress } = flow;
  switch (progress.stage) {
    case 'prepared':
      return now < flow.endsAt ? { status: 'pending' } : { status: 'expired' };
    case 'consenting':
      return now < flow.endsAt ? { status: 'consenting' } : { status: 'expired' };
    case 'answered':
      return now < Math.min(flow.endsAt, progress.codeEndsAt) ? { status: 'awaiting-claim' } : { status: 'expired' };
    case 'claiming':
      // Whoever held the lease is gone, or too late to store anything: the code is never used again.
      return now < progress.leaseEndsAt
        ? { status: 'connecting' }
        : { status: 'failed', failure: { code: 'exchange-interrupted' } };
    case 'connected':
      return { status: 'connected', connectionId: progress.connectionId };
    case 'failed':
      return progress.failure.code === 'denied' ? { status: 'denied' } : { status: 'failed', failure: progress.failure };
    case 'expired':
      return { status: 'expired' };
    default:
      return assertNever(progress);
  }
};
