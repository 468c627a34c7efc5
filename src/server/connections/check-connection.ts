import { fail, succeed, type Checked, type Failure, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Profile } from '../google/google-port.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeConnection, type Owner } from '../store/connections.ts';
import { unparkRefused } from '../store/sending-mailboxes.ts';
import { accessTokenFor } from './access-token.ts';
import { connectionOf } from './connections-of.ts';
import { ownerOf } from './owner-of.ts';

/**
 * Asks Google now: a new access token and, where reading is allowed, Gmail itself, whose word on the mailbox's address is
 * kept. A lost grant is an answer, not a failure.
 */
export const checkConnection = async (ports: Ports, caller: UserCaller, connectionId: string): Promise<Outcome<Checked, Failure>> => {
  const owner = ownerOf(caller);
  const found = await askGoogle(ports, owner, connectionId);
  // Gmail answers: what it refused to take before may leave now.
  if (found.ok && found.value !== undefined) await unparkRefused(ports.database, connectionId, ports.clock.now());
  const email = found.ok ? found.value?.email : undefined;
  if (email !== undefined) await changeConnection(ports.database, connectionId, { email });
  await writeAudit(ports.database, {
    at: ports.clock.now(),
    ...owner,
    action: 'connection-checked',
    result: found.ok ? 'done' : found.failure.code,
    jti: caller.jti,
    connectionId,
  });
  if (!found.ok && found.failure.code !== 'reconnect-needed') return found;
  const connection = await connectionOf(ports, owner, connectionId);
  return connection.ok ? succeed({ connection: connection.value }) : connection;
};

/** Gmail's profile of a connection that works; undefined where the grant does not reach that far. */
const askGoogle = async (ports: Ports, owner: Owner, connectionId: string): Promise<Outcome<Profile | undefined, Failure>> => {
  const token = await accessTokenFor(ports, owner, connectionId, { fresh: true });
  if (!token.ok) return token;
  if (!capabilitiesIn(token.value.scopes).includes('read')) return succeed(undefined);
  const profile = await ports.google.profile(token.value.value);
  if (profile.ok) return profile;
  // Gmail refuses a token that Google has just made: an administrator stands between.
  return fail({ code: profile.failure.code === 'access-refused' ? 'google-policy' : profile.failure.code });
};
