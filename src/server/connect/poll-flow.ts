import { fail, succeed, type Failure, type FlowStatus, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, flowFailed, lockFlow, readFlow, type Flow } from '../store/flows.ts';
import { auditOf } from './audit-of.ts';
import { statusOf } from './status-of.ts';

export const pollFlow = async (ports: Ports, caller: UserCaller, flowId: string): Promise<Outcome<FlowStatus, Failure>> => {
  const flow = await readFlow(ports.database, flowId);
  if (flow === undefined || !isCallersFlow(flow, caller)) return fail({ code: 'flow-unknown' });
  return succeed(statusOf(flow, ports.clock.now()));
};

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

/** The same user, organisation and page that prepared it. */
export const isCallersFlow = (flow: Flow, caller: UserCaller): boolean =>
  flow.tenant === caller.tenant.id && flow.org === caller.org && flow.user === caller.user && flow.origin === caller.origin;
