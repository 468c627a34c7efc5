import type { Conditions, TenantRole } from './conditions.ts';
import type { HeardEvents } from './hooks/heard-events.ts';
import type { TenantSecret } from './mint-token.ts';

/** What the CRM's backend knows of itself and of the service. */
export interface Host {
  /** Its own origin in the browser, for example `http://localhost:4400`. */
  readonly origin: string;
  /** The service in the browser, and where the backend itself finds it. */
  readonly serviceOrigin: string;
  readonly serviceBackChannel: string;
  readonly tenants: Readonly<Record<TenantRole, TenantSecret>>;
  readonly sessionKey: string;
  /** By which the service signs what it tells the webhook; two while one is being changed. */
  readonly webhookSecrets: readonly string[];
  readonly heard: HeardEvents;
  /** The return page, with the service's origin built in. */
  readonly returnPage: string;
  readonly clock: { now(): number };
  readonly conditions: () => Conditions;
}
