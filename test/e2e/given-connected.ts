import assert from 'node:assert/strict';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { crmUsers } from '../../demo/crm/users.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import type { DemoForTests } from '../../demo/start-for-tests.ts';

/** The first person of the CRM has connected their mailbox, where a test is about something else. */
export const givenConnected = async ({ crm, service, google, clock }: DemoForTests): Promise<void> => {
  const [{ id, org, email }] = crmUsers;
  const end = await connectByRobot({
    serviceOrigin: service.origin,
    service: byLoopback(service.port),
    google: google.fetch,
    pageOrigin: crm.origin,
    token: mintUserToken({ user: id, org, origins: [crm.origin] }, tenantSecrets(crm.host).usual, service.origin, clock.now()),
    person: { email },
  });
  assert.equal(end.kind, 'claimed');
};
