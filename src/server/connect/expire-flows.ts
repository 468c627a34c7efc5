import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, flowExpired, flowFailed, lockEndedFlows, type Flow } from '../store/flows.ts';
import { auditOf } from './audit-of.ts';
import { statusOf } from './status-of.ts';

const batch = 50;

/** Writes down what time has decided: codes that nobody claimed are dropped, and claims that were lost are named so. */
export const expireFlows = async (ports: Ports): Promise<boolean> => {
  const ended = await ports.database.transaction().execute(async (transaction) => {
    const now = ports.clock.now();
    const flows = await lockEndedFlows(transaction, now, batch);
    for (const flow of flows) {
      const status = statusOf(flow, now);
      const interrupted = status.status === 'failed';
      await changeFlow(transaction, flow.id, interrupted ? flowFailed(status.failure) : flowExpired());
      const result = interrupted ? status.failure.code : resultOf(flow);
      await writeAudit(transaction, auditOf(flow, now, 'flow-expired', result));
      ports.metrics.flowEnded(result);
    }
    return flows.length;
  });
  return ended === batch;
};

/** A code that came and was never claimed is worth a look: it is what a start link in the wrong hands leaves behind. */
const resultOf = (flow: Flow): string => {
  if (flow.progress.stage === 'answered') return 'unclaimed';
  return flow.progress.stage === 'prepared' ? 'unused' : 'unanswered';
};
