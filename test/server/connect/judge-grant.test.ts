import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Capability } from '../../../src/contract/index.ts';
import { judgeGrant, judgeIdentity } from '../../../src/server/connect/judge-grant.ts';
import type { Grant } from '../../../src/server/google/google-port.ts';
import { scopesFor } from '../../../src/server/google/scopes.ts';
import type { ConnectionState, StoredConnection } from '../../../src/server/store/connections.ts';
import type { Flow } from '../../../src/server/store/flows.ts';
import { noon } from '../given-ports.ts';
import { readScope, sendScope } from '../google/wire-google.ts';
import { connectionWith, flowWith, grantWith } from './given-flow.ts';

const ok = { ok: true, value: undefined };
const fails = (failure: unknown) => ({ ok: false, failure });
const reconnect = { goal: { kind: 'reconnect', connectionId: 'connection-0123456789' } } as const;
const lost: ConnectionState = { kind: 'lost', at: noon, cause: 'unnamed' };

const identities: readonly (readonly [string, Partial<Flow>, Partial<Grant>, StoredConnection | undefined, unknown])[] = [
  ['any verified account will do when none is expected', {}, {}, undefined, ok],
  ['an address that Google has not verified is refused', {}, { emailVerified: false }, undefined, fails({ code: 'email-unverified' })],
  ['the expected address is compared without regard to case', { expectedEmail: 'Anna@Example.com' }, {}, undefined, ok],
  ['another address is refused and both are named', { expectedEmail: 'bob@example.com' }, {}, undefined, fails({ code: 'wrong-account', mismatch: 'address', expected: 'bob@example.com', chosen: 'anna@example.com' })],
  ['an account of the expected domain is taken', { hostedDomain: 'Example.com' }, { hostedDomain: 'example.com' }, undefined, ok],
  ['a consumer account whose address ends in the domain is not of the domain', { hostedDomain: 'example.com' }, {}, undefined, fails({ code: 'wrong-account', mismatch: 'domain', expected: 'example.com', chosen: 'anna@example.com' })],
  ['the domain is judged before the address, so that no outsider is offered as another choice', { hostedDomain: 'acme.example', expectedEmail: 'bob@example.com' }, {}, undefined, fails({ code: 'wrong-account', mismatch: 'domain', expected: 'acme.example', chosen: 'anna@example.com' })],
  ['a reconnected account may have changed its address', reconnect, { email: 'anna.new@example.com' }, connectionWith(), ok],
  ['the same address of another account is the wrong account', reconnect, { googleSub: 'sub-other' }, connectionWith(), fails({ code: 'wrong-account', mismatch: 'account', expected: 'anna@example.com', chosen: 'anna@example.com' })],
  ['a connection that was disconnected meanwhile is not brought back by its reconnection', reconnect, {}, connectionWith({ state: { kind: 'disconnected' } }), fails({ code: 'connection-changed' })],
  ['a connection that is gone is not reconnected', reconnect, {}, undefined, fails({ code: 'connection-changed' })],
];

for (const [title, flow, grant, kept, expected] of identities) {
  test(title, () => assert.deepEqual(judgeIdentity(flowWith(flow), grantWith(grant), kept), expected));
}

const both: readonly Capability[] = ['send', 'read'];
const kept = (withheld: readonly Capability[]) => ({ ok: true, value: { kind: 'new-grant', refreshToken: 'refresh', withheld } });

const grants: readonly (readonly [string, readonly Capability[], Partial<Grant>, StoredConnection | undefined, unknown])[] = [
  ['everything granted is kept', both, {}, undefined, kept([])],
  ['one box unticked on a first connection is kept and named', both, { scopes: ['openid', sendScope] }, undefined, kept(['read'])],
  ['reading alone is kept and sending named', both, { scopes: ['openid', readScope] }, undefined, kept(['send'])],
  ['no box ticked on a first connection keeps nothing', both, { scopes: ['openid'] }, undefined, fails({ code: 'permissions-withheld', missing: both, earlierGrantKept: false })],
  ['no lasting access on a first connection keeps nothing', both, { refreshToken: undefined }, undefined, fails({ code: 'no-lasting-access' })],
  ['more than the working grant replaces it', both, {}, connectionWith(), kept([])],
  ['as much as the working grant replaces it, and what was asked is named', both, { scopes: ['openid', sendScope] }, connectionWith(), kept(['read'])],
  ['less than the working grant leaves it, and what is missing is named', both, { scopes: ['openid', readScope] }, connectionWith(), fails({ code: 'permissions-withheld', missing: ['send'], earlierGrantKept: true })],
  ['nothing at all leaves the working grant', both, { scopes: ['openid'] }, connectionWith(), fails({ code: 'permissions-withheld', missing: both, earlierGrantKept: true })],
  ['less than a lost grant replaces it', both, { scopes: ['openid', readScope] }, connectionWith({ state: lost }), kept(['send'])],
  ['nothing at all does not replace a lost grant', both, { scopes: ['openid'] }, connectionWith({ state: lost }), fails({ code: 'permissions-withheld', missing: both, earlierGrantKept: false })],
  ['without new lasting access the working grant goes on with what it has', both, { refreshToken: undefined }, connectionWith(), { ok: true, value: { kind: 'old-grant', withheld: ['read'] } }],
  ['without new lasting access a lost grant does not come back', both, { refreshToken: undefined }, connectionWith({ state: lost }), fails({ code: 'no-lasting-access' })],
  ['without new lasting access a disconnected row does not come back', both, { refreshToken: undefined }, connectionWith({ state: { kind: 'disconnected' }, sealedRefreshToken: undefined }), fails({ code: 'no-lasting-access' })],
];

for (const [title, asked, grant, existing, expected] of grants) {
  test(title, () => assert.deepEqual(judgeGrant(asked, grantWith(grant), existing), expected));
}

test('a working grant is never replaced by one that can do less', () => {
  const some = fc.subarray<Capability>(['send', 'read']);
  fc.assert(
    fc.property(some, some, some, fc.boolean(), (asked, granted, held, lasting) => {
      const grant = grantWith({ scopes: scopesFor(granted), refreshToken: lasting ? 'refresh' : undefined });
      const judged = judgeGrant(asked, grant, connectionWith({ scopes: scopesFor(held) }));
      if (judged.ok && judged.value.kind === 'new-grant') assert.ok(lasting && held.every((each) => granted.includes(each)) && granted.length > 0);
      if (!judged.ok) assert.deepEqual({ ...judged.failure, missing: [] }, { code: 'permissions-withheld', missing: [], earlierGrantKept: true });
    }),
  );
});
