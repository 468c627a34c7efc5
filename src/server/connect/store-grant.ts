import type { Transaction } from 'kysely';
import { fail, succeed, type Capability, type Failure, type Outcome } from '../../contract/index.ts';
import { nextCheckAt } from '../connections/check-times.ts';
import type { Grant } from '../google/google-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import {
  changeConnection,
  insertConnection,
  isTaken,
  lockConnection,
  lockConnectionOf,
  withoutHistory,
  type Owner,
  type StoredConnection,
} from '../store/connections.ts';
import type { Flow } from '../store/flows.ts';
import { enrolMailbox, stopMailbox } from '../store/mailboxes.ts';
import { newId } from '../store/new-id.ts';
import { unparkSending } from '../store/sending-mailboxes.ts';
import { deleteRevocationsOf } from '../store/revocations.ts';
import { accessTokenPlace, refreshTokenPlace } from '../store/sealed-places.ts';
import type { Tables } from '../store/tables.ts';
import { judgeGrant, judgeIdentity, type Keeping } from './judge-grant.ts';

export interface StoredGrant {
  readonly connectionId: string;
  readonly withheld: readonly Capability[];
}

/** Judges a grant against the rows as they are now and stores it, all inside the caller's transaction. */
export const storeGrant = async (
  ports: Ports,
  transaction: Transaction<Tables>,
  flow: Flow,
  grant: Grant,
): Promise<Outcome<StoredGrant, Failure>> => {
  const owner: Owner = { tenant: flow.tenant, org: flow.org, user: flow.user };
  const kept = flow.goal.kind === 'connect' ? undefined : await lockConnection(transaction, owner, flow.goal.connectionId);
  const identity = judgeIdentity(flow, grant, kept);
  if (!identity.ok) return identity;
  const existing = kept ?? (await lockConnectionOf(transaction, owner, grant.googleSub));
  const keeping = judgeGrant(flow.capabilities, grant, existing);
  if (!keeping.ok) return keeping;
  const connectionId = existing?.id ?? newId(ports.random);
  const written = await write(ports, transaction, { owner, grant, existing, connectionId, keeping: keeping.value });
  if (!written) return fail({ code: 'mailbox-taken' });
  if (keeping.value.kind !== 'old-grant') await follow(ports, transaction, owner, connectionId, grant);
  // The account is in use again: what still waited to be withdrawn would end this grant too.
  await deleteRevocationsOf(transaction, grant.googleSub);
  return succeed({ connectionId, withheld: keeping.value.withheld });
};

/** A grant that may read has its mailbox followed, from now on or from where an earlier one left off. */
const follow = async (ports: Ports, transaction: Transaction<Tables>, owner: Owner, connectionId: string, { scopes, email }: Grant): Promise<void> => {
  await unparkSending(transaction, connectionId, ports.clock.now());
  if (capabilitiesIn(scopes).includes('read')) await enrolMailbox(transaction, { connectionId, owner, email, now: ports.clock.now() });
  else await stopMailbox(transaction, connectionId, ports.clock.now());
};

interface Writing {
  readonly owner: Owner;
  readonly grant: Grant;
  readonly existing: StoredConnection | undefined;
  readonly connectionId: string;
  readonly keeping: Keeping;
}

/** False when a colleague holds the mailbox. */
const write = async (ports: Ports, transaction: Transaction<Tables>, writing: Writing): Promise<boolean> => {
  const { owner, grant, existing, connectionId, keeping } = writing;
  const now = ports.clock.now();
  if (existing !== undefined && keeping.kind === 'old-grant') {
    await changeConnection(transaction, existing.id, { email: grant.email });
    return true;
  }
  if (keeping.kind === 'old-grant') throw new TypeError('Failed to keep an old grant: there is none');
  const place = { tenant: owner.tenant, org: owner.org, id: connectionId };
  const stored = {
    email: grant.email,
    status: 'working',
    scopes: grant.scopes.join(' '),
    sealed_refresh_token: ports.keyring.seal(keeping.refreshToken, refreshTokenPlace(place)),
    sealed_access_token: ports.keyring.seal(grant.accessToken, accessTokenPlace(place)),
    access_token_ends_at: new Date(grant.accessTokenExpiresAt),
    grant_number: (existing?.grantNumber ?? 0) + 1,
    answer_number: (existing?.answerNumber ?? 0) + 1,
    last_worked_at: new Date(now),
    next_check_at: new Date(nextCheckAt(now, ports.random)),
  };
  if (existing === undefined) {
    return insertConnection(transaction, {
      id: connectionId,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      google_sub: grant.googleSub,
      connected_at: new Date(now),
      ...stored,
    });
  }
  const revived = existing.state.kind === 'disconnected';
  // Meanwhile a colleague may have taken the mailbox. The lock on the Google account keeps the answer true until the
  // end of this transaction, and the unique index stands behind it.
  if (revived && (await isTaken(transaction, owner, grant.googleSub))) return false;
  await changeConnection(transaction, existing.id, {
    ...stored,
    ...(revived ? { connected_at: new Date(now) } : {}),
    ...withoutHistory,
  });
  return true;
};
