import type { StoredConnection } from '../../../src/server/store/connections.ts';
import type { Flow } from '../../../src/server/store/flows.ts';
import type { Grant } from '../../../src/server/google/google-port.ts';
import { noon } from '../given-ports.ts';
import { readScope, sendScope } from '../google/wire-google.ts';

/** A flow, a grant and a connection for tables of decisions, each with what the row of the table changes. */
export const minute = 60_000;

export const flowWith = (change: Partial<Flow> = {}): Flow => ({
  id: 'flow-0123456789abcdef',
  tenant: 'acme',
  org: 'org-1',
  user: 'user-1',
  userName: undefined,
  origin: 'https://crm.acme.example',
  goal: { kind: 'connect' },
  capabilities: ['send', 'read'],
  expectedEmail: undefined,
  hostedDomain: undefined,
  loginHint: undefined,
  locale: 'en',
  codeChallenge: 'challenge',
  ticketsEndAt: noon + 10 * minute,
  endsAt: noon + 15 * minute,
  startedAt: noon,
  cookieHash: 'cookie-hash',
  nonceHash: 'nonce-hash',
  wrongTries: 0,
  progress: { stage: 'prepared' },
  ...change,
});

export const answered: Extract<Flow['progress'], { stage: 'answered' }> = {
  stage: 'answered',
  sealedCode: 'sealed',
  codeEndsAt: noon + 5 * minute,
  finishHash: 'finish-hash',
  voidedHashes: ['older-hash'],
};

export const grantWith = (change: Partial<Grant> = {}): Grant => ({
  googleSub: 'sub-anna',
  email: 'anna@example.com',
  emailVerified: true,
  hostedDomain: undefined,
  scopes: ['openid', 'https://www.googleapis.com/auth/userinfo.email', sendScope, readScope],
  accessToken: 'access',
  accessTokenExpiresAt: noon + 60 * minute,
  refreshToken: 'refresh',
  ...change,
});

export const connectionWith = (change: Partial<StoredConnection> = {}): StoredConnection => ({
  id: 'connection-0123456789',
  tenant: 'acme',
  org: 'org-1',
  user: 'user-1',
  googleSub: 'sub-anna',
  email: 'anna@example.com',
  state: { kind: 'working', slowSince: undefined },
  scopes: ['openid', sendScope],
  sealedRefreshToken: 'sealed',
  sealedAccessToken: undefined,
  accessTokenEndsAt: 0,
  grantNumber: 1,
  answerNumber: 1,
  connectedAt: noon,
  lastWorkedAt: noon,
  refreshNotBefore: 0,
  ...change,
});
