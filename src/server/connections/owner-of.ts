import type { UserCaller } from '../auth/caller.ts';
import type { Owner } from '../store/connections.ts';

export const ownerOf = (caller: Pick<UserCaller, 'tenant' | 'org' | 'user'>): Owner => ({ tenant: caller.tenant.id, org: caller.org, user: caller.user });
