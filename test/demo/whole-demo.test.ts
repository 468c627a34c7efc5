import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { sendScope } from '../../demo/google/scopes.ts';
import { byLoopback, connectByRobot, type RobotTrip } from '../../demo/robot/connect-by-robot.ts';
import { disconnectByRobot } from '../../demo/robot/disconnect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';

let demo: DemoForTests;
before(async () => {
  demo = await startDemoForTests({ panel: true });
});
after(() => demo.close());

const trip = (email: string, user: string, role: 'usual' | 'backend-only' = 'usual'): RobotTrip => ({
  serviceOrigin: demo.service.origin,
  service: byLoopback(demo.service.port),
  google: demo.google.fetch,
  pageOrigin: demo.crm.origin,
  token: mintUserToken({ user, org: 'northpeak', origins: [demo.crm.origin] }, tenantSecrets(demo.crm.host)[role], demo.service.origin, Date.now()),
  person: { email },
});

test('CRM, service and emulated Google connect a mailbox together', async () => {
  const end = await connectByRobot(trip('lea@northpeak.example', 'lea'));
  assert.equal(end.kind, 'claimed');
  assert.deepEqual(end.kind === 'claimed' && [end.claimed.connection.email, end.claimed.connection.granted, end.claimed.withheld], [
    'lea@northpeak.example',
    ['send', 'read'],
    [],
  ]);
});

test('a box that stays empty is a permission withheld', async () => {
  const end = await connectByRobot({ ...trip('hugo@northpeak.example', 'hugo'), person: { email: 'hugo@northpeak.example', ticks: [sendScope] } });
  assert.deepEqual(end.kind === 'claimed' && end.claimed.withheld, ['read']);
});

test('a tenant that lets only its backend claim is served through the CRM’s token endpoint', async () => {
  demo.crm.change({ claim: 'backend-only' });
  const direct = await connectByRobot(trip('lea.moreau.home@mail.example', 'lea', 'backend-only'));
  assert.deepEqual(direct.kind === 'refused' && direct.status, 403);
  const through = await connectByRobot({
    ...trip('lea.moreau.home@mail.example', 'lea', 'backend-only'),
    claim: (body) =>
      demo.crm.fetch(
        new Request(`${demo.crm.origin}/token-endpoint`, {
          method: 'POST',
          headers: { origin: demo.crm.origin, 'content-type': 'application/json', 'x-requested-with': 'gmail-connect-kit' },
          body: JSON.stringify(body),
        }),
      ),
  });
  assert.equal(through.kind, 'claimed');
});

test('the test panel gives a colleague a mailbox that is free, and everything as usual frees it again', async () => {
  const order = async (row: 'colleague' | 'reset') => {
    const request = new Request(`${demo.crm.origin}/test-panel/${row}`, { method: 'POST', headers: { origin: demo.crm.origin }, body: '{}' });
    return (await demo.crm.fetch(request)).text();
  };
  await connectByRobot(trip('lea@northpeak.example', 'lea'));
  assert.match(await order('colleague'), /Not possible now/);
  await disconnectByRobot(trip('lea@northpeak.example', 'lea'));
  assert.match(await order('colleague'), /has connected your mailbox/);
  assert.equal((await connectByRobot(trip('lea@northpeak.example', 'lea'))).kind, 'refused');
  await order('reset');
  assert.equal((await connectByRobot(trip('lea@northpeak.example', 'lea'))).kind, 'claimed');
});
