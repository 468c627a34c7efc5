import {
  allCapabilities,
  fail,
  succeed,
  type Capability,
  type Failure,
  type Intent,
  type Outcome,
  type PreparedFlow,
  type PrepareRequest,
} from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import { ownerOf } from '../connections/owner-of.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { readConnection, type StoredConnection } from '../store/connections.ts';
import { insertFlow, type NewFlow } from '../store/flows.ts';
import { newId } from '../store/new-id.ts';
import { ticketLastsMs } from './lifetimes.ts';
import { hashOf, newSecret } from './one-time-values.ts';
import { returnPathOf } from './return-url.ts';

export const prepareFlow = async (
  ports: Ports,
  caller: UserCaller,
  request: PrepareRequest,
): Promise<Outcome<PreparedFlow, Failure>> => {
  const { intent } = request;
  const connection = intent.kind === 'connect' ? undefined : await readConnection(ports.database, ownerOf(caller), intent.connectionId);
  if (intent.kind !== 'connect' && (connection === undefined || connection.state.kind === 'disconnected')) {
    return fail({ code: 'connection-unknown' });
  }
  const now = ports.clock.now();
  const id = newId(ports.random);
  const tickets = [newSecret(ports.random), newSecret(ports.random)] as const;
  const flow: NewFlow = {
    id,
    ...ownerOf(caller),
    userName: caller.name,
    origin: caller.origin,
    goal: intent.kind === 'connect' ? { kind: 'connect' } : intent,
    ...expectationsOf(caller, intent, connection),
    capabilities: unionOf(request.capabilities, connection),
    locale: request.locale,
    codeChallenge: request.codeChallenge,
    createdAt: now,
    ticketsEndAt: now + ticketLastsMs,
    endsAt: now + ticketLastsMs,
    ticketHashes: [hashOf('ticket', tickets[0]), hashOf('ticket', tickets[1])],
  };
  await ports.database.transaction().execute(async (transaction) => {
    await insertFlow(transaction, flow);
    await writeAudit(transaction, {
      at: now,
      ...ownerOf(caller),
      action: 'flow-prepared',
      result: 'done',
      jti: caller.jti,
      flowId: id,
      connectionId: connection?.id,
    });
  });
  const startUrl = (ticket: string): string => `${ports.settings.serviceOrigin}/connect/start?ticket=${ticket}`;
  return succeed({
    flowId: id,
    startUrls: [startUrl(tickets[0]), startUrl(tickets[1])],
    expiresAt: new Date(flow.ticketsEndAt).toISOString(),
    returnPage: returnPathOf(caller.tenant, caller.origin) !== undefined,
  });
};

/** A kept connection is recognised by Google's account id, so its address is only shown and hinted. */
const expectationsOf = (caller: UserCaller, intent: Intent, connection: StoredConnection | undefined) => {
  const chosen = intent.kind === 'connect' ? intent.expectedEmail : undefined;
  const expectedEmail = connection?.email ?? chosen ?? caller.expectedEmail;
  return { expectedEmail, loginHint: expectedEmail, hostedDomain: caller.hostedDomain };
};

/** What a kept connection can do is asked for again: a grant that covers less would not replace it. */
const unionOf = (asked: readonly Capability[], connection: StoredConnection | undefined): readonly Capability[] => {
  const held = capabilitiesIn(connection?.scopes ?? []);
  return allCapabilities.filter((each) => asked.includes(each) || held.includes(each));
};
