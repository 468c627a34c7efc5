import type { Transaction } from 'kysely';
import { fail, succeed, type Failure, type Outcome } from '../../contract/index.ts';
import { discardGrant, withdrawNow } from '../connections/discard-grant.ts';
import type { ExchangeFailure, Grant } from '../google/google-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import { fromThrown } from '../http/thrown-failure.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { readConnection } from '../store/connections.ts';
import { isDatabaseDown } from '../store/database-failure.ts';
import { changeFlow, flowConnected, flowFailed, lockFlow, type Flow } from '../store/flows.ts';
import { countGrant, lockGoogleAccount } from '../store/google-accounts.ts';
import type { Revocation } from '../store/revocations.ts';
import type { Tables } from '../store/tables.ts';
import { auditOf } from './audit-of.ts';
import { judgeIdentity } from './judge-grant.ts';
import { storeGrant, type StoredGrant } from './store-grant.ts';

/** A claim whose code was taken out of the flow and lives in memory alone. */
export interface Exchanging {
  readonly flow: Flow;
  /** The name on the flow's lease. */
  readonly owner: string;
  /** By this process' own clock; the lease that others see lasts longer, because their clocks may be ahead. */
  readonly givesUpAt: number;
  /** When the code was taken out, as a number among the withdrawals at Google. */
  readonly order: number;
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
  const exchanged = await ports.google.exchange({
    code: exchanging.code,
    codeVerifier: exchanging.codeVerifier,
    nonceHash: flow.nonceHash ?? '',
  });
  try {
    const settled = exchanged.ok
      ? await settle(ports, exchanging, exchanged.value)
      : await endFailed(ports, exchanging, exchanged.failure);
    if (settled.ended) ports.metrics.flowEnded(settled.outcome.ok ? 'connected' : settled.outcome.failure.code);
    if (settled.discarded !== undefined) withdrawNow(ports, settled.discarded);
    // The mailbox is due for its first look.
    if (settled.outcome.ok) ports.pollBell.ring();
    return settled.outcome;
  } catch (error) {
    if (exchanged.ok || exchanged.failure.code === 'identity-refused') await reportLost(ports, exchanging, error);
    throw error;
  }
};

/**
 * Google made a grant that is in no row of ours. It is not withdrawn unseen: whether a connection lives by the same
 * account is in the database alone, and a withdrawal would end that one too. Connecting the account again takes the lost
 * grant into the same withdrawal at its end, which is what the person is told to do once the lease has run out; until then
 * only Google's list of connected apps shows it.
 */
const reportLost = async (ports: Ports, { flow, jti }: Exchanging, error: unknown): Promise<void> => {
  const { fields } = fromThrown(error);
  ports.metrics.grantLost();
  ports.log.error('grant-lost', { ...fields, tenant: flow.tenant, flowId: flow.id });
  // A database that is away has no place for it; then the log has it alone.
  await writeAudit(ports.database, auditOf(flow, ports.clock.now(), 'grant-lost', 'unstored', jti)).catch(() => undefined);
};

/** How it ended, and the grant that has to be withdrawn for it. */
interface Settled {
  readonly outcome: Outcome<StoredGrant, Failure>;
  /** Whether it was this claim that ended the flow. */
  readonly ended: boolean;
  readonly discarded?: Revocation | undefined;
}

const tryAgainMs = 1_000;

/**
 * What Google answered exists in this memory alone, so a database that is away is waited for as long as the lease lasts.
 * Each try is whole or nothing; one whose commit was done and whose answer was lost finds its own outcome.
 */
const waitingForDatabase = async <T>(ports: Ports, { givesUpAt }: Exchanging, attempt: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isDatabaseDown(error) || ports.clock.now() >= givesUpAt) throw error;
    }
    await ports.clock.sleep(tryAgainMs);
  }
};

/** What can be said of a grant without a lock; the identity is judged again under it. */
const refusedBeforeStoring = async (ports: Ports, exchanging: Exchanging, grant: Grant): Promise<Failure | undefined> => {
  const { flow } = exchanging;
  const { goal } = flow;
  const kept =
    goal.kind === 'connect'
      ? undefined
      : await waitingForDatabase(ports, exchanging, () => readConnection(ports.database, flow, goal.connectionId));
  const identity = judgeIdentity(flow, grant, kept);
  if (!identity.ok) return identity.failure;
  if (!capabilitiesIn(grant.scopes).includes('read')) return undefined;
  const profile = await ports.google.profile(grant.accessToken);
  // Only Gmail's clear word that there is no mailbox counts; anything else will be seen when the connection is used.
  return !profile.ok && profile.failure.code === 'no-gmail' ? profile.failure : undefined;
};

const lookAgainMs = 200;

const settle = async (ports: Ports, exchanging: Exchanging, grant: Grant): Promise<Settled> => {
  const refused = await refusedBeforeStoring(ports, exchanging, grant);
  for (;;) {
    const settled = await waitingForDatabase(ports, exchanging, () => settleOnce(ports, exchanging, grant, refused));
    if (settled !== 'wait') return settled;
    await ports.clock.sleep(lookAgainMs);
  }
};

const settleOnce = (ports: Ports, exchanging: Exchanging, grant: Grant, refused: Failure | undefined): Promise<Settled | 'wait'> =>
  ports.database.transaction().execute(async (transaction): Promise<Settled | 'wait'> => {
    const now = ports.clock.now();
    const account = await lockGoogleAccount(transaction, grant.googleSub, now);
    // Google is just being asked to withdraw all grants of this account: what is stored now might die in a moment.
    if (refused === undefined && now < account.withdrawingUntil) return 'wait';
    const withdrawnMeanwhile = account.withdrawnOrder > exchanging.order ? interrupted : undefined;
    const settled = await judgeAndStore(ports, transaction, exchanging, grant, refused ?? withdrawnMeanwhile);
    if (settled.outcome.ok) return settled;
    const token = grant.refreshToken ?? grant.accessToken;
    return { ...settled, discarded: await discardGrant(ports, transaction, exchanging.flow, { ...grant, token }) };
  });

const interrupted: Failure = { code: 'exchange-interrupted' };

const judgeAndStore = async (
  ports: Ports,
  transaction: Transaction<Tables>,
  exchanging: Exchanging,
  grant: Grant,
  refused: Failure | undefined,
): Promise<Settled> => {
  const now = ports.clock.now();
  const flow = await lockFlow(transaction, exchanging.flow.id);
  if (flow === undefined || !isOurs(flow, exchanging, now)) return { outcome: outcomeIn(flow), ended: false };
  if (grant.refreshToken !== undefined) await countGrant(transaction, grant.googleSub, now);
  const outcome = refused === undefined ? await storeGrant(ports, transaction, flow, grant) : fail(refused);
  await writeOutcome(ports, transaction, exchanging, outcome);
  return { outcome, ended: true };
};

const endFailed = (ports: Ports, exchanging: Exchanging, failure: ExchangeFailure): Promise<Settled> => {
  if (failure.code === 'client-misconfigured') ports.log.error('google-refuses-client', { failure: failure.code });
  return waitingForDatabase(ports, exchanging, () => endFailedOnce(ports, exchanging, failure));
};

const endFailedOnce = (ports: Ports, exchanging: Exchanging, failure: ExchangeFailure): Promise<Settled> =>
  ports.database.transaction().execute(async (transaction): Promise<Settled> => {
    const now = ports.clock.now();
    const discarded = failure.code === 'identity-refused' ? failure.discarded : undefined;
    // The account before the flow, as everywhere. A subject that nobody vouches for might be a connected account's.
    if (discarded?.googleSub !== undefined) await lockGoogleAccount(transaction, discarded.googleSub, now);
    const flow = await lockFlow(transaction, exchanging.flow.id);
    const ended = flow !== undefined && isOurs(flow, exchanging, now);
    const outcome = ended ? fail<Failure>({ code: failure.code }) : outcomeIn(flow);
    if (ended) await writeOutcome(ports, transaction, exchanging, outcome);
    if (discarded?.googleSub === undefined) return { outcome, ended };
    const { token, googleSub } = discarded;
    return { outcome, ended, discarded: await discardGrant(ports, transaction, exchanging.flow, { token, googleSub, email: '' }) };
  });

/** How a flow ended that is not ours any more: only its owner could have connected it, in a try whose answer was lost. */
const outcomeIn = (flow: Flow | undefined): Outcome<StoredGrant, Failure> => {
  if (flow?.progress.stage === 'connected') return succeed(flow.progress);
  return fail(flow?.progress.stage === 'failed' ? flow.progress.failure : interrupted);
};

/** The lease may have run out while Google or a slow disk took their time; others have then been told so. */
const isOurs = (flow: Flow, exchanging: Exchanging, now: number): boolean =>
  flow.progress.stage === 'claiming' && flow.progress.owner === exchanging.owner && now < exchanging.givesUpAt;

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
};
