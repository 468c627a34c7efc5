import type { AuditAction, AuditEntry } from '../store/audit.ts';
import type { Flow } from '../store/flows.ts';

/** A line of the audit about a flow. Without a `jti` the step was taken in a window of Google's or ours, or by time. */
export const auditOf = (flow: Flow, at: number, action: AuditAction, result: string, jti?: string): AuditEntry => ({
  at,
  tenant: flow.tenant,
  org: flow.org,
  user: flow.user,
  action,
  result,
  jti,
  flowId: flow.id,
  connectionId: flow.goal.kind === 'connect' ? undefined : flow.goal.connectionId,
});
