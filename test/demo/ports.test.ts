import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portProblem, readPorts } from '../../demo/ports.ts';

test('the demo listens on 4400, 4401 and 4402 unless told otherwise', () => {
  assert.deepEqual(readPorts({}), { ok: true, value: { crm: 4400, service: 4401, google: 4402 } });
  assert.deepEqual(readPorts({ DEMO_SERVICE_PORT: '5001', DEMO_GOOGLE_PORT: ' ' }), { ok: true, value: { crm: 4400, service: 5001, google: 4402 } });
});

test('what is no port, or one port for two, is named by its variable', () => {
  assert.deepEqual(readPorts({ DEMO_CRM_PORT: '80x' }), { ok: false, failure: 'DEMO_CRM_PORT has to be a port: a number from 1 to 65535.' });
  assert.deepEqual(readPorts({ DEMO_CRM_PORT: '70000' }), { ok: false, failure: 'DEMO_CRM_PORT has to be a port: a number from 1 to 65535.' });
  assert.deepEqual(readPorts({ DEMO_CRM_PORT: '4401' }), {
    ok: false,
    failure: 'DEMO_CRM_PORT, DEMO_SERVICE_PORT, DEMO_GOOGLE_PORT have to be three different ports.',
  });
});

test('a taken port is one sentence that names the port and the way to another', () => {
  assert.equal(
    portProblem(4401, {}),
    'Port 4401 is taken: end what listens there, or choose another with DEMO_SERVICE_PORT, for example DEMO_SERVICE_PORT=4501 npm start.',
  );
});
