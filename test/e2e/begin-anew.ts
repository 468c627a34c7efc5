import * as z from 'zod';
import { usualConditions } from '../../demo/crm/conditions.ts';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { crmUsers } from '../../demo/crm/users.ts';
import { tenantSecrets, type HostOfDemo } from '../../demo/demo-tenants.ts';
import type { DemoForTests, DemoForTestsOptions } from '../../demo/start-for-tests.ts';
import { connectionsViewSchema } from '../../src/contract/index.ts';

/** Nobody is connected, everything is as usual, and nothing of before is in Google's ledger. */
export const beginAnew = async (demo: DemoForTests, options: DemoForTestsOptions): Promise<void> => {
  demo.google.control.reset();
  await demo.service.start();
  for (const crm of [demo.crm, demo.secondCrm]) {
    if (crm === undefined) continue;
    crm.change({ ...usualConditions, ...options.conditions });
    await disconnectEverybody(demo, crm.host);
  }
  demo.google.control.ledger.clear();
  demo.google.control.change(options.switches ?? {});
};

const disconnectEverybody = async ({ service, clock }: DemoForTests, host: HostOfDemo): Promise<void> => {
  for (const { id, org } of crmUsers) {
    for (const tenant of Object.values(tenantSecrets(host))) {
      const token = mintUserToken({ user: id, org, origins: [host.origin] }, tenant, service.origin, clock.now());
      const headers = { authorization: `Bearer ${token}`, origin: host.origin, 'x-requested-with': 'tests', 'content-type': 'application/json' };
      const answer: unknown = await (await fetch(`${service.backChannel}/v1/connections`, { headers })).json();
      for (const connection of z.parse(connectionsViewSchema, answer).connections) {
        await fetch(`${service.backChannel}/v1/connections/${connection.id}`, { method: 'DELETE', headers });
      }
    }
  }
};
