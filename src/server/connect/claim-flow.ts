import { createHash } from 'node:crypto';
import { assertNever, fail, succeed, type Claimed, type ClaimRequest, type Failure, type Outcome } from '../../contract/index.ts';
import { connectionOf } from '../connections/connections-of.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, flowFailed, lockFlow, type Flow, type FlowChange } from '../store/flows.ts';
import { isBeingWithdrawnFrom } from '../store/google-accounts.ts';
import { claimLeaseMs, clocksApartMs } from '../store/leases.ts';
import { newId } from '../store/new-id.ts';
import { nextInOrder } from '../store/order-at-google.ts';
import { sealedCodePlace } from '../store/sealed-places.ts';
import { auditOf } from './audit-of.ts';
import { exchangeFlow, type Exchanging } from './exchange-flow.ts';
import { judgeClaim, type ClaimVerdict, type Shown } from './judge-claim.ts';
import { finishHashOf } from './one-time-values.ts';
import type { StoredGrant } from './store-grant.ts';
import type { Claimant } from './whose-flow.ts';

/** Between two looks at a claim that runs elsewhere, perhaps in another process. */
const lookAgainMs = 250;

/**
 * Once and whole. A committed write takes the code out of the flow before Google is asked, under a lease; two claims at
 * once make one exchange, and the other waits for its outcome. What follows the write is `exchangeFlow`'s.
 */
export const claimFlow = async (ports: Ports, claimant: Claimant, request: ClaimRequest): Promise<Outcome<Claimed, Failure>> => {
  const shown: Shown = {
    finishHash: finishHashOf(request.flowId, request.finishCode),
    codeChallenge: createHash('sha256').update(request.codeVerifier).digest('base64url'),
  };
  for (;;) {
    const step = await takeStep(ports, claimant, request.flowId, shown);
    switch (step.kind) {
      case 'refuse':
        return fail(step.failure);
      case 'connected':
        return claimedOf(ports, step.flow, step);
      case 'wait':
        await ports.clock.sleep(lookAgainMs);
        break;
      case 'exchange': {
        const outcome = await exchangeFlow(ports, { ...step, codeVerifier: request.codeVerifier, jti: claimant.jti });
        return outcome.ok ? claimedOf(ports, step.flow, outcome.value) : outcome;
      }
      default:
        return assertNever(step);
    }
  }
};

const claimedOf = async (ports: Ports, flow: Flow, { connectionId, withheld }: StoredGrant): Promise<Outcome<Claimed, Failure>> => {
  const connection = await connectionOf(ports, flow, connectionId);
  return connection.ok ? succeed({ connection: connection.value, withheld: [...withheld] }) : connection;
};

type Step =
  | { readonly kind: 'refuse'; readonly failure: Failure }
  | { readonly kind: 'wait' }
  | (Extract<ClaimVerdict, { kind: 'connected' }> & { readonly flow: Flow })
  | ({ readonly kind: 'exchange' } & Omit<Exchanging, 'codeVerifier' | 'jti'>);

const takeStep = (ports: Ports, claimant: Claimant, flowId: string, shown: Shown): Promise<Step> =>
  ports.database.transaction().execute(async (transaction): Promise<Step> => {
    const flow = await lockFlow(transaction, flowId);
    if (flow === undefined || !claimant.owns(flow)) return { kind: 'refuse', failure: { code: 'flow-unknown' } };
    const now = ports.clock.now();
    const refuse = async (failure: Failure, change?: FlowChange): Promise<Step> => {
      if (change !== undefined) await changeFlow(transaction, flowId, change);
      await writeAudit(transaction, auditOf(flow, now, 'flow-claimed', failure.code, claimant.jti));
      if (change?.stage !== undefined) ports.metrics.flowEnded(failure.code);
      return { kind: 'refuse', failure };
    };
    const verdict = judgeClaim(flow, shown, now);
    switch (verdict.kind) {
      case 'connected':
        return { ...verdict, flow };
      case 'wait':
        return verdict;
      case 'refuse':
        return refuse(verdict.failure);
      case 'count-try':
        return refuse(verdict.failure, { wrong_tries: flow.wrongTries + 1 });
      case 'end':
        return refuse(verdict.failure, flowFailed(verdict.failure));
      case 'exchange': {
        // A grant that its user gave up or was refused a moment ago is just being withdrawn, and what Google gives now
        // might die with it. The code keeps until that is over; a withdrawal's mark lasts no longer than one call.
        if (await isBeingWithdrawnFrom(transaction, flow, now)) return { kind: 'wait' };
        const code = ports.keyring.open(verdict.sealedCode, sealedCodePlace(flow));
        if (!code.ok) return refuse(code.failure, flowFailed(code.failure));
        const owner = newId(ports.random);
        const claimEndsAt = now + claimLeaseMs(ports.settings.google.timeoutMs);
        await changeFlow(transaction, flowId, {
          stage: 'claiming',
          sealed_code: null,
          claim_owner: owner,
          claim_ends_at: new Date(claimEndsAt),
        });
        return {
          kind: 'exchange',
          flow,
          owner,
          code: code.value,
          givesUpAt: claimEndsAt - clocksApartMs,
          order: await nextInOrder(transaction),
        };
      }
      default:
        return assertNever(verdict);
    }
  });
