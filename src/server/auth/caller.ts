import type { Tenant } from '../settings/settings.ts';

/** Who asks. A user is (tenant, org, user) everywhere; a server speaks for its whole tenant. */
export type Caller = UserCaller | ServerCaller;

export interface UserCaller {
  readonly kind: 'user';
  readonly tenant: Tenant;
  readonly org: string;
  readonly user: string;
  /** The origin of the page that asks. It stands in the token and on the tenant's list. */
  readonly origin: string;
  /** The token's own id, for the audit. */
  readonly jti: string;
  /** When the token ends: whatever goes on longer than one answer ends with it. */
  readonly tokenEndsAt: number;
  readonly name: string | undefined;
  readonly expectedEmail: string | undefined;
  /** The Google Workspace domain the host expects. */
  readonly hostedDomain: string | undefined;
}

/** A user, or a server that speaks for one. */
export type ForUser = Pick<UserCaller, 'tenant' | 'org' | 'user' | 'jti'>;

export interface ServerCaller {
  readonly kind: 'server';
  readonly tenant: Tenant;
  readonly jti: string;
}
