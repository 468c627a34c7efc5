import type { Settings, Tenant } from '../settings/settings.ts';
import type { Flow } from '../store/flows.ts';

export const returnPathOf = (tenant: Tenant, origin: string): string | undefined =>
  tenant.origins.find((each) => each.origin === origin)?.returnPath;

/**
 * Where the finish page may lead. The origin was checked when the flow was prepared; the path is the tenant's own
 * setting. Nothing of the request has a say.
 */
export const returnUrlOf = (settings: Settings, flow: Flow): string | undefined => {
  const tenant = settings.tenants.get(flow.tenant);
  const path = tenant === undefined ? undefined : returnPathOf(tenant, flow.origin);
  return path === undefined ? undefined : new URL(path, flow.origin).href;
};
