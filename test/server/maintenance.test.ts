import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createMaintenance } from '../../src/server/maintenance.ts';
import { minute } from './connect/given-flow.ts';
import { eventually, givenService, quickStore } from './connect/given-service.ts';
import { startGoogle } from './google/wire-google.ts';

const store = await quickStore();
after(() => store.close());

test('maintenance goes round once it is started, however often that is, and never again once it is stopped', async (t) => {
  const google = await startGoogle();
  t.after(() => google.close());
  const service = await givenService(store, { google });
  const { clock, ports } = service;
  await service.connect();
  const day = 30 * 60 * minute;
  const refreshes = () => google.count('token', 'refresh_token');

  const maintenance = createMaintenance(ports);
  await Promise.all([maintenance.start(), maintenance.start()]);
  assert.equal(refreshes(), 0);
  clock.advance(day);
  await eventually(() => refreshes() === 1, 'the grant that nobody used is tried');
  await Promise.all([maintenance.stop(), maintenance.stop()]);

  clock.advance(day);
  await maintenance.start();
  await maintenance.stop();
  assert.equal(refreshes(), 1);
});
