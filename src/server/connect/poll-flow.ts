import { fail, succeed, type Failure, type FlowStatus, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { readFlow } from '../store/flows.ts';
import { statusOf } from './status-of.ts';
import { isCallersFlow } from './whose-flow.ts';

export const pollFlow = async (ports: Ports, caller: UserCaller, flowId: string): Promise<Outcome<FlowStatus, Failure>> => {
  const flow = await readFlow(ports.database, flowId);
  if (flow === undefined || !isCallersFlow(flow, caller)) return fail({ code: 'flow-unknown' });
  return succeed(statusOf(flow, ports.clock.now()));
};
