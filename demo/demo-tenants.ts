import { createHmac } from 'node:crypto';
import type { TenantRole } from './crm/conditions.ts';
import type { TenantSecret } from './crm/mint-token.ts';

const returnPath = '/gmail-return.html';

/** One CRM as the service knows it: three tenants, so that a demo can stand to the service in three ways. */
export interface HostOfDemo {
  readonly id: string;
  readonly product: string;
  readonly origin: string;
  readonly secret: string;
}

const kid = 'demo';

const roles: readonly TenantRole[] = ['usual', 'without-return-page', 'backend-only'];

const tenantId = (host: HostOfDemo, role: TenantRole): string => (role === 'usual' ? host.id : `${host.id}-${role}`);

export const tenantSecrets = (host: HostOfDemo): Readonly<Record<TenantRole, TenantSecret>> => {
  const of = (role: TenantRole): TenantSecret => ({ tenant: tenantId(host, role), kid, secret: host.secret });
  return { usual: of('usual'), 'without-return-page': of('without-return-page'), 'backend-only': of('backend-only') };
};

/** Drawn from the host's secret, so that a demo of before webhooks goes on as it is. */
export const webhookSecretOf = ({ secret }: HostOfDemo): string => `whsec_${createHmac('sha256', secret).update('webhook').digest('base64')}`;

/** The service finds the CRM by the loopback address, in plain http: that is for one machine alone. It hears of replies; what became of a mail stands in the scheduler. */
const webhookOf = (host: HostOfDemo) => ({ id: 'crm', url: `http://127.0.0.1:${new URL(host.origin).port}/hooks/gmail`, secrets: [webhookSecretOf(host)], events: ['reply.found', 'reply.corrected', 'tracking.gap-closed'] });

/** The text of the tenants file. */
export const tenantsFile = (hosts: readonly HostOfDemo[]): string =>
  JSON.stringify(
    {
      tenants: hosts.flatMap((host) =>
        roles.map((role) => ({
          id: tenantId(host, role),
          product: host.product,
          claim: role === 'backend-only' ? 'backend' : 'page',
          keys: [{ kid, algorithm: 'HS256', secret: host.secret }],
          webhooks: [webhookOf(host)],
          origins: [{ origin: host.origin, ...(role === 'without-return-page' ? {} : { returnPath }) }],
        })),
      ),
    },
    undefined,
    2,
  );
