import { fail, succeed, type Capability, type Failure, type Outcome, type Proof, type ProofFailure } from '../../../contract/index.ts';
import type { UserCaller } from '../../auth/caller.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { FoundMail, SendFailure } from '../../google/gmail-port.ts';
import { languageOf } from '../../pages/page-language.ts';
import type { Ports } from '../../ports.ts';
import { writeAudit } from '../../store/audit.ts';
import { readConnection } from '../../store/connections.ts';
import { callMailbox, noteSent } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { endOverdueProof, insertFailedProof, insertProof, noteProofRefused, noteProofSent, waitsForProof, type NewProof } from '../../store/proofs.ts';
import { askGmail, type NotAsked } from '../ask-gmail.ts';
import { boundSeconds } from '../sync/next-poll.ts';
import { proofOf } from './proof-view.ts';
import { writeProofMail } from './proof-mail.ts';

/** A mail may stay on its way for a moment, and two clocks differ. */
const graceMs = 60_000;

const needs: readonly Capability[] = ['send', 'read'];

/**
 * Sends oneself a marked mail, once: the row stands before the mail leaves, one waits per mailbox, and whoever asks again
 * meanwhile is given the same. A process that dies before Gmail's answer leaves a row that waits; if the mail went it is
 * seen by its mark, and if not, the time runs out. It is never sent again.
 */
export const askProof = async (ports: Ports, caller: UserCaller, connectionId: string, locale: string): Promise<Outcome<Proof, Failure>> => {
  const { database, clock, random, settings } = ports;
  const owner = ownerOf(caller);
  const connection = await readConnection(database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  if (connection.state.kind === 'lost') return fail({ code: 'reconnect-needed' });

  const askedAt = clock.now();
  // Whatever the mailbox' pace was: it has sent something now.
  const bound = boundSeconds(settings.replies.poll, { lastSentAt: askedAt, watchEndsAt: undefined }, askedAt);
  const proof: NewProof = { id: newId(random), owner, connectionId, mark: newId(random), askedAt, endsAt: askedAt + bound * 1_000 + graceMs };
  await endOverdueProof(database, connectionId, askedAt);
  if (await waitsForProof(database, connectionId)) return succeed(await proofOf(ports, connectionId));

  let stored = false;
  const bytes = writeProofMail({ mark: proof.mark, email: connection.email, product: caller.tenant.product, language: languageOf(locale), at: askedAt });
  const sent = await askGmail<FoundMail, SendFailure | { readonly code: 'another-waits' }>(ports, { owner, connectionId, needs }, 'sendMail', async (gmail, token) => {
    // A second try with a fresh token is of the same mail.
    stored ||= await insertProof(database, proof);
    return stored ? gmail.sendMail(token, { bytes, threadId: undefined }) : fail({ code: 'another-waits' });
  });
  const now = clock.now();
  if (sent.ok) {
    await noteProofSent(database, proof.id, sent.value.gmailId, now);
    await lookSoon(ports, connectionId, now);
  } else if (sent.failure.code === 'no-token' && !stored) {
    return fail(sent.failure.failure);
  } else if (sent.failure.code === 'unclear' || sent.failure.code === 'unreachable') {
    // Nobody knows whether it went, or whether the way to Google is open again in a moment: the mailbox will tell.
    await lookSoon(ports, connectionId, now);
  } else if (sent.failure.code !== 'another-waits') {
    const failure = failureOf(sent.failure);
    await (stored ? noteProofRefused(database, proof.id, failure, now) : insertFailedProof(database, proof, failure));
  }
  if (stored) {
    // A mail in the person's name, though to nobody else.
    const result = sent.ok ? 'done' : sent.failure.code;
    await writeAudit(database, { at: now, ...owner, action: 'proof-sent', result, jti: caller.jti, connectionId });
  }
  ports.bell.ring(owner);
  return succeed(await proofOf(ports, connectionId));
};

const failureOf = (failure: Exclude<SendFailure, { code: 'unclear' | 'unreachable' }> | NotAsked): ProofFailure => {
  switch (failure.code) {
    case 'permissions-missing':
      return { code: 'permission', missing: [...failure.missing] };
    case 'permission-missing':
      return { code: 'permission', missing: ['send'] };
    case 'slow-down':
      return { code: 'sending-limit', ...(failure.retryAt === undefined ? {} : { retryAt: instantOf(failure.retryAt) }) };
    case 'no-token':
    case 'access-refused':
    case 'google-policy':
    case 'no-gmail':
    case 'request-refused':
    case 'thread-gone':
      return { code: 'sending-refused' };
  }
};

const lookSoon = async ({ database, pollBell }: Ports, connectionId: string, now: number): Promise<void> => {
  await noteSent(database, connectionId, now, now);
  await callMailbox(database, connectionId);
  pollBell.ring();
};
