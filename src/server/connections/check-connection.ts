import { fail, succeed, type Checked, type Failure, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { accessTokenFor } from './access-token.ts';
import { connectionOf } from './connections-of.ts';
import { ownerOf } from './owner-of.ts';

/** Asks Google now: a new access token and, where reading is allowed, Gmail itself. A lost grant is an answer, not a failure. */
export const checkConnection = async (ports: Ports, caller: UserCaller, connectionId: string): Promise<Outcome<Checked, Failure>> => {
  const owner = ownerOf(caller);
  const failure = await findTrouble(ports, caller, connectionId);
  await writeAudit(ports.database, {
    at: ports.clock.now(),
    ...owner,
    action: 'connection-checked',
    result: failure?.code ?? 'done',
    jti: caller.jti,
    connectionId,
  });
  if (failure !== undefined && failure.code !== 'reconnect-needed') return fail(failure);
  const connection = await connectionOf(ports, owner, connectionId);
  return connection.ok ? succeed({ connection: connection.value }) : connection;
};

const findTrouble = async (ports: Ports, caller: UserCaller, connectionId: string): Promise<Failure | undefined> => {
  const token = await accessTokenFor(ports, ownerOf(caller), connectionId, { fresh: true });
  if (!token.ok) return token.failure;
  if (!capabilitiesIn(token.value.scopes).includes('read')) return undefined;
  const profile = await ports.google.profile(token.value.value);
  if (profile.ok) return undefined;
  // Gmail refuses a token that Google has just made: an administrator stands between.
  return { code: profile.failure.code === 'access-refused' ? 'google-policy' : profile.failure.code };
};
