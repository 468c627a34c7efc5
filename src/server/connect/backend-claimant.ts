import type { BackendClaimRequest } from '../../contract/index.ts';
import type { ServerCaller } from '../auth/caller.ts';
import type { Claimant } from './claim-flow.ts';

/**
 * A backend names the user of its own session, and is looked up inside its own tenant only. The page's origin is the
 * backend's to check: its session cookie reached it.
 */
export const backendClaimant = (caller: ServerCaller, { org, user }: BackendClaimRequest): Claimant => ({
  jti: caller.jti,
  owns: (flow) => flow.tenant === caller.tenant.id && flow.org === org && flow.user === user,
});
