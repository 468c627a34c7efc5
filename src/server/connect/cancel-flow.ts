import { fail, succeed, type Failure, type FlowStatus, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, flowFailed, lockFlow } from '../store/flows.ts';
import { auditOf } from './audit-of.ts';
import { statusOf } from './status-of.ts';
import { isCallersFlow } from './whose-flow.ts';

/** Burns a flow that has not ended. Cancelling twice, or too late, changes nothing and is no mistake. */
export const cancelFlow = (ports: Ports, caller: UserCaller, flowId: string): Promise<Outcome<undefined, Failure>> =>
  ports.database.transaction().execute(async (transaction) => {
    const flow = await lockFlow(transaction, flowId);
    if (flow === undefined || !isCallersFlow(flow, caller)) return fail({ code: 'flow-unknown' } as const);
    const now = ports.clock.now();
    if (!cancellable.has(statusOf(flow, now).status)) return succeed(undefined);
    await changeFlow(transaction, flowId, flowFailed({ code: 'flow-cancelled' }));
    await writeAudit(transaction, auditOf(flow, now, 'flow-cancelled', 'done', caller.jti));
    ports.metrics.flowEnded('flow-cancelled');
    return succeed(undefined);
  });

/** A claim that runs is not stopped: its outcome decides, and the person can disconnect. */
const cancellable: ReadonlySet<FlowStatus['status']> = new Set(['pending', 'consenting', 'awaiting-claim']);
