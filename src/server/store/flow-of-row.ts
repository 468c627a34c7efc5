import type { Selectable } from 'kysely';
import * as z from 'zod/mini';
import { capability, decode, failureSchema, type Capability } from '../../contract/index.ts';
import type { FlowsTable } from './connect-tables.ts';
import type { Flow, FlowGoal, Progress } from './flows.ts';

const storedOutcome = z.object({ failure: z.optional(failureSchema), withheld: z.optional(z.array(capability)) });

export const toFlow = (row: Selectable<FlowsTable> | undefined): Flow | undefined => {
  if (row === undefined) return undefined;
  return {
    id: row.id,
    tenant: row.tenant,
    org: row.org,
    user: row.crm_user,
    userName: row.crm_user_name ?? undefined,
    origin: row.origin,
    goal: toGoal(row),
    capabilities: toCapabilities(row.capabilities),
    expectedEmail: row.expected_email ?? undefined,
    hostedDomain: row.hosted_domain ?? undefined,
    loginHint: row.login_hint ?? undefined,
    locale: row.locale,
    codeChallenge: row.code_challenge,
    ticketsEndAt: row.tickets_end_at.getTime(),
    endsAt: row.ends_at.getTime(),
    startedAt: row.started_at?.getTime(),
    cookieHash: row.cookie_hash ?? undefined,
    nonceHash: row.nonce_hash ?? undefined,
    wrongTries: row.wrong_tries,
    progress: toProgress(row),
  };
};

const toGoal = (row: Selectable<FlowsTable>): FlowGoal =>
  (row.intent === 'reconnect' || row.intent === 'upgrade') && row.connection_id !== null
    ? { kind: row.intent, connectionId: row.connection_id }
    : { kind: 'connect' };

const toCapabilities = (text: string): readonly Capability[] =>
  text.split(' ').flatMap((each) => {
    const decoded = decode(capability, each);
    return decoded.ok ? [decoded.value] : [];
  });

/** A row that does not fit its stage was written by no version of this service; it is treated as a failed attempt. */
const unreadable: Progress = { stage: 'failed', failure: { code: 'stored-data-unreadable' }, finishHash: undefined };

const toProgress = (row: Selectable<FlowsTable>): Progress => {
  const finishHash = row.finish_hash ?? undefined;
  const outcome = readOutcome(row.outcome);
  switch (row.stage) {
    case 'prepared':
    case 'consenting':
    case 'expired':
      return { stage: row.stage };
    case 'answered':
      if (row.sealed_code === null || row.code_ends_at === null) return unreadable;
      return {
        stage: 'answered',
        sealedCode: row.sealed_code,
        codeEndsAt: row.code_ends_at.getTime(),
        finishHash,
        voidedHashes: row.voided_hashes.split(' ').filter((each) => each !== ''),
      };
    case 'claiming':
      if (row.claim_owner === null || row.claim_ends_at === null || finishHash === undefined) return unreadable;
      return { stage: 'claiming', owner: row.claim_owner, leaseEndsAt: row.claim_ends_at.getTime(), finishHash };
    case 'connected':
      if (row.connection_id === null || finishHash === undefined) return unreadable;
      return { stage: 'connected', connectionId: row.connection_id, withheld: outcome?.withheld ?? [], finishHash };
    case 'failed':
      return { stage: 'failed', failure: outcome?.failure ?? { code: 'stored-data-unreadable' }, finishHash };
    default:
      return unreadable;
  }
};

const readOutcome = (text: string | null): z.infer<typeof storedOutcome> | undefined => {
  if (text === null) return undefined;
  try {
    const decoded = decode(storedOutcome, JSON.parse(text));
    return decoded.ok ? decoded.value : undefined;
  } catch {
    // Not JSON: the same as nothing.
    return undefined;
  }
};
