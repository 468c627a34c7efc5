import type { Transaction } from 'kysely';
import { fail, type Failure, type Outcome } from '../../contract/index.ts';
import type { Grant } from '../google/google-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { readConnection } from '../store/connections.ts';
import { changeFlow, flowConnected, flowFailed, lockFlow, type Flow } from '../store/flows.ts';
import { countGrant, lockGoogleAccount } from '../store/google-accounts.ts';
import type { Tables } from '../store/tables.ts';
import { auditOf } from './audit-of.ts';
import { judgeIdentity } from './judge-grant.ts';
import { storeGrant, type StoredGrant } from './store-grant.ts';
import { withdrawFromGoogle } from './withdraw-grant.ts';

/** A claim whose code was taken out of the flow and lives in memory alone. */
export interface Exchanging {
  readonly flow: Flow;
  /** The name on the flow's lease. */
  readonly owner: string;
  readonly code: string;
  readonly codeVerifier: string;
  readonly jti: string;
}

/**
 * Asks Google once, judges, and stores grant, connection and outcome in one transaction, if the flow is still ours. A
 * process that dies anywhere in here leaves the flow to its lease, and then it is `exchange-interrupted`.
 */
export const exchangeFlow = async (ports: Ports, exchanging: Exchanging): Promise<Outcome<StoredGrant, Failure>> => {
  const { flow } = exchanging;
  const startedAt = ports.clock.now();
  const exchanged = await ports.google.exchange({
    code: exchanging.code,
    codeVerifier: exchanging.codeVerifier,
    nonceHash: flow.nonceHash ?? '',
  });
  if (!exchanged.ok) {
    if (exchanged.failure.code === 'client-misconfigured') ports.log.error('google-refuses-client', { failure: exchanged.failure.code });
    const outcome = await endFailed(ports, exchanging, { code: exchanged.failure.code });
    if (exchanged.failure.code === 'identity-refused') await discard(ports, exchanged.failure.discarded);
    return outcome;
  }
  const grant = exchanged.value;
  const refused = await refusedBeforeStoring(ports, flow, grant);
  const outcome = await settle(ports, exchanging, grant, startedAt, refused);
  if (!outcome.ok) await discard(ports, { token: grant.refreshToken ?? grant.accessToken, googleSub: grant.googleSub });
  return outcome;
};

/** What can be said of a grant without a lock; the identity is judged again under it. */
const refusedBeforeStoring = async (ports: Ports, flow: Flow, grant: Grant): Promise<Failure | undefined> => {
  const kept = flow.goal.kind === 'connect' ? undefined : await readConnection(ports.database, flow, flow.goal.connectionId);
  const identity = judgeIdentity(flow, grant, kept);
  if (!identity.ok) return identity.failure;
  if (!capabilitiesIn(grant.scopes).includes('read')) return undefined;
  const profile = await ports.google.profile(grant.accessToken);
  // Only Gmail's clear word that there is no mailbox counts; anything else will be seen when the connection is used.
  return !profile.ok && profile.failure.code === 'no-gmail' ? profile.failure : undefined;
};

const lookAgainMs = 200;

const settle = async (
  ports: Ports,
  exchanging: Exchanging,
  grant: Grant,
  startedAt: number,
  refused: Failure | undefined,
): Promise<Outcome<StoredGrant, Failure>> => {
  for (;;) {
    const outcome = await ports.database.transaction().execute(async (transaction) => {
      const now = ports.clock.now();
      const account = await lockGoogleAccount(transaction, grant.googleSub, now);
      // Google is just being asked to withdraw all grants of this account: what is stored now might die in a moment.
      if (now < account.withdrawingUntil) return 'wait';
      const flow = await lockFlow(transaction, exchanging.flow.id);
      if (flow === undefined || !isOurs(flow, exchanging, now)) return fail<Failure>({ code: 'exchange-interrupted' });
      if (grant.refreshToken !== undefined) await countGrant(transaction, grant.googleSub, now);
      const withdrawnMeanwhile = account.withdrawnAt > startedAt;
      const failure: Failure | undefined = refused ?? (withdrawnMeanwhile ? { code: 'exchange-interrupted' } : undefined);
      const stored = failure === undefined ? await storeGrant(ports, transaction, flow, grant) : fail(failure);
      await writeOutcome(ports, transaction, exchanging, stored);
      return stored;
    });
    if (outcome !== 'wait') return outcome;
    await ports.clock.sleep(lookAgainMs);
  }
};

const endFailed = (ports: Ports, exchanging: Exchanging, failure: Failure): Promise<Outcome<StoredGrant, Failure>> =>
  ports.database.transaction().execute(async (transaction) => {
    const flow = await lockFlow(transaction, exchanging.flow.id);
    if (flow === undefined || !isOurs(flow, exchanging, ports.clock.now())) return fail<Failure>({ code: 'exchange-interrupted' });
    await writeOutcome(ports, transaction, exchanging, fail(failure));
    return fail(failure);
  });

/** The lease may have run out while Google or a slow disk took their time; others have then been told so. */
const isOurs = (flow: Flow, exchanging: Exchanging, now: number): boolean =>
  flow.progress.stage === 'claiming' && flow.progress.owner === exchanging.owner && now < flow.progress.leaseEndsAt;

const writeOutcome = async (
  ports: Ports,
  transaction: Transaction<Tables>,
  { flow, jti }: Exchanging,
  outcome: Outcome<StoredGrant, Failure>,
): Promise<void> => {
  const now = ports.clock.now();
  const result = outcome.ok ? 'connected' : outcome.failure.code;
  await changeFlow(
    transaction,
    flow.id,
    outcome.ok ? flowConnected(outcome.value.connectionId, outcome.value.withheld) : flowFailed(outcome.failure),
  );
  await writeAudit(transaction, auditOf(flow, now, 'flow-claimed', outcome.ok ? 'done' : result, jti));
  if (outcome.ok) {
    const { connectionId } = outcome.value;
    await writeAudit(transaction, { ...auditOf(flow, now, 'connection-stored', 'done', jti), connectionId });
  }
  ports.metrics.flowEnded(result);
};

/** A grant that is not stored is withdrawn, unless somebody's connection lives by the same Google account. */
const discard = async (ports: Ports, grant: { readonly token: string; readonly googleSub: string | undefined }): Promise<void> => {
  if (grant.googleSub !== undefined) await withdrawFromGoogle(ports, grant.googleSub, grant.token);
};
