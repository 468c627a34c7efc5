import type { Outcome } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { FoundMail, GmailFailure, GmailPort, MailHeaders } from '../../google/gmail-port.ts';
import type { Ports } from '../../ports.ts';
import { askGmail, type NotAsked } from '../../replies/ask-gmail.ts';
import { refersTo } from '../../replies/mail/message-ids.ts';
import { knownAtGmail, lockAttempt, noteReadBack } from '../../store/outgoing-claims.ts';
import { stateColumns, type Attempt, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import { noteGmailMessageId } from '../../store/tracked-mails.ts';
import { attemptIn } from '../channel/attempt-header.ts';
import { afterLook, type Looked } from './after-look.ts';
import { noteSentMail } from './note-sent-mail.ts';
import { changeAndTell } from '../tell-host.ts';

/** Two clocks differ, and Gmail's times are whole seconds in searches. */
const marginMs = 120_000;
/** One look reads as many; a mailbox in which more left within these minutes is looked through further the next time. */
const mostRead = 40;

/** Looks once for what became of a mail: of one that is unclear whether Gmail has it, of one that was sent its Message-ID there. */
export const lookFor = async (ports: Ports, mail: StoredOutgoing): Promise<void> => {
  if (mail.state.kind === 'sent') return readBack(ports, mail);
  const { attempt } = mail;
  if (attempt === undefined || mail.state.kind !== 'checking') return noteReadBack(ports.database, mail.id, undefined, undefined, 0);
  const looked = await search(ports, mail, attempt);
  if (typeof looked === 'object') {
    await noteSentMail(ports, { attemptId: attempt.id, gmailId: looked.gmailId, threadId: looked.threadId, at: looked.receivedAt, messageId: messageIdOf(looked) });
    return;
  }
  const now = ports.clock.now();
  const next = afterLook(looked, { attemptedAt: attempt.at, looks: mail.looks, now });
  await ports.database.transaction().execute(async (transaction) => {
    const still = await lockAttempt(transaction, attempt.id);
    if (still?.state.kind !== 'checking') return;
    // Whoever wished something before it became unclear did not know: they are shown it first.
    const change =
      next.kind === 'again'
        ? { look_at: new Date(next.at), looks: mail.looks + 1 }
        : { ...stateColumns({ kind: 'held', at: now, reason: { code: 'unclear', attemptedAt: instantOf(attempt.at), lookedFor: next.lookedFor } }), look_at: null, version: still.version + 1 };
    await changeAndTell(ports, transaction, mail.owner, [[mail.id, change]]);
  });
  ports.bell.ring(mail.owner);
};

/** By our own header: Gmail may have given the mail another Message-ID, and then a search for ours finds nothing. */
const search = async (ports: Ports, mail: StoredOutgoing, attempt: Attempt): Promise<MailHeaders | Looked> => {
  const ask = <T>(method: keyof GmailPort, call: (gmail: GmailPort, token: string) => Promise<Outcome<T, GmailFailure | { readonly code: 'mail-gone' }>>) =>
    askGmail(ports, { owner: mail.owner, connectionId: mail.connectionId, needs: ['read'] }, method, call);
  const byId = await ask('findByMessageId', (gmail, token) => gmail.findByMessageId(token, attempt.messageId));
  if (!byId.ok) return whyNot(byId.failure);
  const candidates: FoundMail[] = [...byId.value];
  let page: string | undefined;
  do {
    const listed = await ask('sentSince', (gmail, token) => gmail.sentSince(token, { after: attempt.at - marginMs, page }));
    if (!listed.ok) return whyNot(listed.failure);
    candidates.push(...listed.value.mails);
    page = listed.value.nextPage;
  } while (page !== undefined && candidates.length < mostRead * 10);
  const known = await knownAtGmail(ports.database, mail.connectionId, candidates.map(({ gmailId }) => gmailId));
  // Oldest first: the attempt is among the first. Where there are too many, each look goes on where the one before ended.
  const unknown = [...new Set(candidates.map(({ gmailId }) => gmailId))].filter((id) => !known.has(id)).reverse();
  const turns = Math.max(1, Math.ceil(unknown.length / mostRead));
  const start = (mail.looks % turns) * mostRead;
  for (const gmailId of unknown.slice(start, start + mostRead)) {
    const read = await ask('headers', async (gmail, token) => gmail.headers(token, gmailId));
    if (!read.ok && read.failure.code === 'mail-gone') continue;
    if (!read.ok) return whyNot(read.failure);
    if (attemptIn(read.value.headers) === attempt.id) return read.value;
  }
  return start + mostRead < unknown.length || page !== undefined ? 'not-all' : 'not-there';
};

/** Without the permission to read nobody can look, today or tomorrow. */
const whyNot = (failure: GmailFailure | NotAsked | { readonly code: 'mail-gone' }): Looked =>
  failure.code === 'permissions-missing' || failure.code === 'permission-missing' ? 'may-not' : 'could-not';

const messageIdOf = ({ headers }: Pick<MailHeaders, 'headers'>): string | undefined =>
  refersTo(headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value, undefined)[0];

const readBackTries = 5;

/** What answers will name is what Gmail put into the mail that left. */
const readBack = async (ports: Ports, { id, gmailId, owner, connectionId, looks }: StoredOutgoing): Promise<void> => {
  if (gmailId === undefined) return noteReadBack(ports.database, id, undefined, undefined, looks);
  const read = await askGmail(ports, { owner, connectionId, needs: ['read'] }, 'headers', async (gmail, token) => gmail.headers(token, gmailId));
  const messageId = read.ok ? messageIdOf(read.value) : undefined;
  if (messageId !== undefined) await noteGmailMessageId(ports.database, connectionId, gmailId, messageId);
  const again = !read.ok && whyNotAgain(read.failure.code) && looks + 1 < readBackTries;
  await noteReadBack(ports.database, id, messageId, again ? ports.clock.now() + 30_000 * 2 ** looks : undefined, looks + 1);
};

const whyNotAgain = (code: string): boolean => code !== 'permissions-missing' && code !== 'permission-missing' && code !== 'mail-gone';
