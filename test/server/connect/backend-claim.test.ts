import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { claimedSchema, endpoints } from '../../../src/contract/index.ts';
import type { Tenant } from '../../../src/server/settings/settings.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { acme } from '../given-ports.ts';
import { anna, type WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { failureIn, quickStore, valueOf, type Answer, type GivenService, type Walked } from './given-service.ts';

const strict: Tenant = { ...acme, id: 'strict', claim: 'backend' };
const person = { tenant: 'strict', org: 'org-1', user: 'user-1' };

let store: Store;
let google: WireGoogle;
let service: GivenService;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  ({ google, service } = await anew(store, t, { tenants: [acme, strict] }));
});

const forward = ({ prepared, finishCode }: Walked, change: object = {}, tenant = 'strict'): Promise<Answer> =>
  service.callAsBackend(
    endpoints.backendClaim,
    { flowId: prepared.flow.flowId, finishCode, codeVerifier: prepared.verifier, org: 'org-1', user: 'user-1', ...change },
    tenant,
  );

test('where the host’s backend claims, the page may not, and its attempt costs the flow nothing', async () => {
  const walked = await service.walk(person);
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'claim-by-backend-only' });
  assert.equal(google.count('token'), 0);
  assert.equal(valueOf(claimedSchema, await forward(walked)).connection.email, anna.email);
});

test('a backend that forwards for another user, organisation or tenant is refused, and Google is not asked', async () => {
  const walked = await service.walk(person);
  for (const answer of [await forward(walked, { user: 'user-2' }), await forward(walked, { org: 'org-2' }), await forward(walked, {}, 'acme')]) {
    assert.deepEqual(failureIn(answer), { code: 'flow-unknown' });
  }
  assert.equal(google.count('token'), 0);
  assert.equal((await forward(walked)).status, 200);
});

test('a backend’s wrong codes and verifiers count as anybody’s', async () => {
  const walked = await service.walk(person);
  assert.deepEqual(failureIn(await forward(walked, { finishCode: 'AAAAAAAA' })), { code: 'finish-code-wrong', triesLeft: 2 });
  assert.deepEqual(failureIn(await forward(walked, { codeVerifier: 'x'.repeat(43) })), { code: 'flow-burned' });
  assert.equal(google.count('token'), 0);
});

test('a user’s token does not open the backend’s address', async () => {
  const walked = await service.walk(person);
  const { flowId } = walked.prepared.flow;
  const answer = await service.call(person, 'POST', endpoints.backendClaim, { flowId, finishCode: walked.finishCode, codeVerifier: walked.prepared.verifier, org: 'org-1', user: 'user-1' });
  assert.deepEqual(failureIn(answer), { code: 'token-refused' });
});

test('a backend’s token opens no address of a user', async () => {
  const walked = await service.walk(person);
  const { flowId } = walked.prepared.flow;
  const answer = await service.callAsBackend(endpoints.claim, { flowId, finishCode: walked.finishCode, codeVerifier: walked.prepared.verifier }, 'strict');
  assert.deepEqual(failureIn(answer), { code: 'token-refused' });
});

test('where the page claims, a backend may claim too', async () => {
  const walked = await service.walk();
  assert.equal((await forward(walked, {}, 'acme')).status, 200);
});
