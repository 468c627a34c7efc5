import { fail, type FailReason } from '../../../contract/index.ts';
import type { MailToSend } from '../../google/gmail-port.ts';
import { fromThrown } from '../../http/thrown-failure.ts';
import type { Ports } from '../../ports.ts';
import { askGmail } from '../../replies/ask-gmail.ts';
import { isDatabaseDown } from '../../store/database-failure.ts';
import { extendAttempt, lockAttempt } from '../../store/outgoing-claims.ts';
import { stateColumns, withoutAttempt, type OutgoingChange } from '../../store/outgoing-mails.ts';
import type { AccessToken } from '../../connections/access-token.ts';
import type { Taken } from '../settle/note-sent-mail.ts';
import { wakeSending } from '../../store/sending-mailboxes.ts';
import { callTakesMs } from './attempt-lease.ts';
import { composeOutgoing } from './compose-outgoing.ts';
import type { ClaimedMail } from './look.ts';
import { refusalOf, type Refusal } from './refusal-of.ts';
import { changeAndTell } from '../tell-host.ts';

/** Who sends the mails of one look. */
export interface Sender {
  readonly email: string;
  readonly token: AccessToken;
  /** Of several that Gmail took at about the same time, one transaction tells. */
  readonly noteSent: (taken: Taken) => Promise<void>;
}

/** What came of an attempt, for the mails behind it. */
export type Aftermath = { readonly kind: 'sent' } | { readonly kind: 'too-early' } | Refusal;

/**
 * One call of Gmail for one mail, never repeated by itself. What Gmail refused in its own words did not leave; what it took
 * is written down; everything else is unclear, and is looked for in the mailbox.
 */
export const attemptMail = async (ports: Ports, mail: ClaimedMail, by: Sender): Promise<Aftermath> => {
  const { owner, connectionId, attempt } = mail;
  const composed = await compose(ports, mail, by.email);
  if (!composed.ok) return composed.failure.code === 'too-early' ? later(ports, mail) : failed(ports, mail, composed.failure);
  const { bytes } = composed.value;
  const answer = await askGmail(ports, { owner, connectionId, needs: ['send'], token: by.token }, 'sendMail', async (gmail, token) => {
    const send = async (whole: MailToSend): ReturnType<typeof gmail.sendMail> => ((await mayBegin(ports, mail, bytes.length)) ? gmail.sendMail(token, whole) : fail({ code: 'unreachable' }));
    const sent = await send(composed.value);
    // Somebody deleted the conversation. The recipient's mail program finds its own by the headers.
    return sent.ok || sent.failure.code !== 'thread-gone' ? sent : send({ ...composed.value, threadId: undefined });
  });
  const now = ports.clock.now();
  if (answer.ok) {
    await by.noteSent({ attemptId: attempt.id, ...answer.value, at: now });
    return { kind: 'sent' };
  }
  const refusal = refusalOf(answer.failure);
  switch (refusal.kind) {
    case 'unclear':
      await change(ports, mail, { state: 'checking', reason: null, look_at: new Date(now + firstLookMs) });
      break;
    case 'failed':
      return failed(ports, mail, refusal.reason);
    case 'park':
    case 'slow-down':
      await change(ports, mail, { ...withoutAttempt, ...stateColumns({ kind: 'waiting' }) });
  }
  return refusal;
};

/**
 * Whether a call that begins now is over before the attempt is given up, or others can be told to wait that long. A process
 * that was stopped for a while, with its machine or by another call that took its time, must not send what is looked for
 * meanwhile, or what a person may be asked about.
 */
const mayBegin = async ({ database, clock, settings }: Ports, { attempt, attemptEndsAt }: ClaimedMail, bytes: number): Promise<boolean> => {
  const until = clock.now() + callTakesMs(bytes, settings.google.timeoutMs);
  return until <= attemptEndsAt || extendAttempt(database, attempt.id, until);
};

/** A mail that makes this program stumble did not leave, and would make it stumble again. Without the database nothing can be said of it. */
const compose = async (ports: Ports, mail: ClaimedMail, own: string): ReturnType<typeof composeOutgoing> => {
  try {
    return await composeOutgoing(ports, mail, own);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    ports.log.error('send-failed', { ...fromThrown(error).fields, tenant: mail.owner.tenant, connectionId: mail.connectionId });
    return fail({ code: 'content-unreadable' });
  }
};

/** The same, whatever is thrown: then nobody knows how far it came, and the lease of the attempt ends by itself. */
export const attemptSafely = async (ports: Ports, mail: ClaimedMail, by: Sender): Promise<Aftermath> => {
  try {
    const aftermath = await attemptMail(ports, mail, by);
    ports.metrics.mailAttempted(aftermath.kind);
    return aftermath;
  } catch (error) {
    ports.log.error('send-failed', { ...fromThrown(error).fields, tenant: mail.owner.tenant, connectionId: mail.connectionId });
    ports.metrics.mailAttempted('unclear');
    return { kind: 'unclear' };
  }
};

/** Gmail shows what it took within seconds. */
const firstLookMs = 5_000;

const failed = async (ports: Ports, mail: ClaimedMail, reason: FailReason): Promise<Aftermath> => {
  await change(ports, mail, { ...withoutAttempt, ...stateColumns({ kind: 'failed', at: ports.clock.now(), reason }) });
  return { kind: 'failed', reason };
};

/** It follows one that has not left. A person may have to say what becomes of that one, so nobody counts on a time. */
const later = async (ports: Ports, mail: ClaimedMail): Promise<Aftermath> => {
  await change(ports, mail, { ...withoutAttempt, ...stateColumns({ kind: 'waiting' }), ready_at: new Date(ports.clock.now() + nextTryMs) });
  return { kind: 'too-early' };
};

const nextTryMs = 60_000;

/** Only while this attempt is the mail's latest and nothing else was found out about it. */
const change = async (ports: Ports, { attempt, owner, connectionId }: ClaimedMail, columns: OutgoingChange): Promise<void> => {
  await ports.database.transaction().execute(async (transaction) => {
    const now = ports.clock.now();
    // What waits again is looked at again, and the mailbox goes before its mails.
    if (columns.state === 'waiting') await wakeSending(transaction, owner, connectionId, now, now);
    const mail = await lockAttempt(transaction, attempt.id);
    if (mail?.state.kind !== 'sending' && mail?.state.kind !== 'checking') return;
    await changeAndTell(ports, transaction, owner, [[mail.id, columns]]);
  });
  ports.bell.ring(owner);
};
