import type { BackendClaimRequest } from '../../contract/index.ts';
import type { ServerCaller, UserCaller } from '../auth/caller.ts';
import type { Flow } from '../store/flows.ts';

/** The same user, organisation and page that prepared it. */
export const isCallersFlow = (flow: Flow, caller: UserCaller): boolean =>
  flow.tenant === caller.tenant.id && flow.org === caller.org && flow.user === caller.user && flow.origin === caller.origin;

/** Who claims: the page by its user's token, or the host's backend for the user of its own session. */
export interface Claimant {
  readonly jti: string;
  /** Whether the flow was prepared for exactly this claimant. */
  readonly owns: (flow: Flow) => boolean;
}

export const pageClaimant = (caller: UserCaller): Claimant => ({ jti: caller.jti, owns: (flow) => isCallersFlow(flow, caller) });

/**
 * A backend names the user of its own session, and is looked up inside its own tenant only. The page's origin is the
 * backend's to check: its session cookie reached it.
 */
export const backendClaimant = (caller: ServerCaller, { org, user }: BackendClaimRequest): Claimant => ({
  jti: caller.jti,
  owns: (flow) => flow.tenant === caller.tenant.id && flow.org === org && flow.user === user,
});
