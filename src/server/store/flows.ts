import type { Transaction, Updateable } from 'kysely';
import type { Capability, Failure } from '../../contract/index.ts';
import type { FlowsTable } from './connect-tables.ts';
import { toFlow } from './flow-of-row.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * One attempt to connect a mailbox, and how far it has come:
 *
 * `prepared` two tickets are out; `consenting` a ticket was used and Google has the person (when its state was burned
 * by a bad callback, only the second ticket helps); `answered` Google's code lies here, encrypted, and waits for a claim;
 * `claiming` a claim took the code out and asks Google; then `connected`, `failed` (denied, cancelled, burned, refused)
 * or `expired`, which nothing leaves. Every step is taken with the row locked.
 */
export interface Flow {
  readonly id: string;
  readonly tenant: string;
  readonly org: string;
  readonly user: string;
  readonly userName: string | undefined;
  readonly origin: string;
  readonly goal: FlowGoal;
  readonly capabilities: readonly Capability[];
  readonly expectedEmail: string | undefined;
  readonly hostedDomain: string | undefined;
  readonly loginHint: string | undefined;
  readonly locale: string;
  readonly codeChallenge: string;
  readonly ticketsEndAt: number;
  readonly endsAt: number;
  readonly startedAt: number | undefined;
  readonly cookieHash: string | undefined;
  readonly nonceHash: string | undefined;
  readonly wrongTries: number;
  readonly progress: Progress;
}

export type FlowGoal =
  | { readonly kind: 'connect' }
  | { readonly kind: 'reconnect' | 'upgrade'; readonly connectionId: string };

export type Progress =
  | { readonly stage: 'prepared' }
  | { readonly stage: 'consenting' }
  | {
      readonly stage: 'answered';
      readonly sealedCode: string;
      readonly codeEndsAt: number;
      /** Absent until the finish page was loaded. */
      readonly finishHash: string | undefined;
      /** Finish codes that a later load of the page made void: presenting one is no guess. */
      readonly voidedHashes: readonly string[];
    }
  | { readonly stage: 'claiming'; readonly owner: string; readonly leaseEndsAt: number; readonly finishHash: string }
  | {
      readonly stage: 'connected';
      readonly connectionId: string;
      readonly withheld: readonly Capability[];
      readonly finishHash: string;
    }
  | { readonly stage: 'failed'; readonly failure: Failure; readonly finishHash: string | undefined }
  | { readonly stage: 'expired' };

export type FlowChange = Updateable<FlowsTable>;

export interface NewFlow extends Omit<Flow, 'progress' | 'startedAt' | 'cookieHash' | 'nonceHash' | 'wrongTries'> {
  readonly createdAt: number;
  readonly ticketHashes: readonly [string, string];
}

export const insertFlow = async (store: Queries, flow: NewFlow): Promise<void> => {
  await store
    .insertInto('flows')
    .values({
      id: flow.id,
      tenant: flow.tenant,
      org: flow.org,
      crm_user: flow.user,
      crm_user_name: flow.userName ?? null,
      origin: flow.origin,
      intent: flow.goal.kind,
      connection_id: flow.goal.kind === 'connect' ? null : flow.goal.connectionId,
      expected_email: flow.expectedEmail ?? null,
      hosted_domain: flow.hostedDomain ?? null,
      login_hint: flow.loginHint ?? null,
      capabilities: flow.capabilities.join(' '),
      locale: flow.locale,
      code_challenge: flow.codeChallenge,
      stage: 'prepared',
      created_at: new Date(flow.createdAt),
      tickets_end_at: new Date(flow.ticketsEndAt),
      ends_at: new Date(flow.endsAt),
      first_ticket_hash: flow.ticketHashes[0],
      second_ticket_hash: flow.ticketHashes[1],
      voided_hashes: '',
      wrong_tries: 0,
    })
    .execute();
};

export const readFlow = async (store: Queries, id: string): Promise<Flow | undefined> =>
  toFlow(await store.selectFrom('flows').selectAll().where('id', '=', id).executeTakeFirst());

export const lockFlow = async (store: Transaction<Tables>, id: string): Promise<Flow | undefined> =>
  toFlow(await store.selectFrom('flows').selectAll().where('id', '=', id).forUpdate().executeTakeFirst());

export const lockFlowByState = async (store: Transaction<Tables>, stateHash: string): Promise<Flow | undefined> =>
  toFlow(await store.selectFrom('flows').selectAll().where('state_hash', '=', stateHash).forUpdate().executeTakeFirst());

export const lockFlowByTicket = async (store: Transaction<Tables>, ticketHash: string): Promise<Flow | undefined> =>
  toFlow(
    await store
      .selectFrom('flows')
      .selectAll()
      .where((where) => where.or([where('first_ticket_hash', '=', ticketHash), where('second_ticket_hash', '=', ticketHash)]))
      .forUpdate()
      .executeTakeFirst(),
  );

export const changeFlow = async (store: Transaction<Tables>, id: string, change: FlowChange): Promise<void> => {
  await store.updateTable('flows').set(change).where('id', '=', id).execute();
};

/** Takes one ticket away, so that it opens nothing a second time. */
export const spendTicket = async (store: Transaction<Tables>, ticketHash: string): Promise<void> => {
  await store.updateTable('flows').set({ first_ticket_hash: null }).where('first_ticket_hash', '=', ticketHash).execute();
  await store.updateTable('flows').set({ second_ticket_hash: null }).where('second_ticket_hash', '=', ticketHash).execute();
};

/** What an ended flow keeps: its outcome, and the hashes by which the one who claimed it may hear the outcome again. */
const nothingLeftToUse = {
  first_ticket_hash: null,
  second_ticket_hash: null,
  state_hash: null,
  nonce_hash: null,
  sealed_code: null,
  claim_owner: null,
  claim_ends_at: null,
} as const satisfies FlowChange;

export const flowFailed = (failure: Failure): FlowChange => ({
  ...nothingLeftToUse,
  stage: 'failed',
  outcome: JSON.stringify({ failure }),
});

export const flowExpired = (): FlowChange => ({ ...nothingLeftToUse, stage: 'expired' });

export const flowConnected = (connectionId: string, withheld: readonly Capability[]): FlowChange => ({
  ...nothingLeftToUse,
  stage: 'connected',
  connection_id: connectionId,
  outcome: JSON.stringify({ withheld }),
});

export const forgetFlows = async (store: Queries, endedBefore: number): Promise<void> => {
  await store.deleteFrom('flows').where('ends_at', '<', new Date(endedBefore)).execute();
};

/** Flows whose time, code or lease is over and where nobody has written it down; those that another process holds are passed over. */
export const lockEndedFlows = async (store: Transaction<Tables>, now: number, limit: number): Promise<readonly Flow[]> => {
  const time = new Date(now);
  const rows = await store
    .selectFrom('flows')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('stage', 'in', ['prepared', 'consenting', 'answered']), where('ends_at', '<=', time)]),
        where.and([where('stage', '=', 'answered'), where('code_ends_at', '<=', time)]),
        where.and([where('stage', '=', 'claiming'), where('claim_ends_at', '<=', time)]),
      ]),
    )
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.flatMap((row) => toFlow(row) ?? []);
};
