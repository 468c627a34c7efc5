import { sql } from 'kysely';
import { fromThrown } from '../../http/thrown-failure.ts';
import { changeHeld } from '../../store/mailboxes.ts';
import { readPostponed, writePostponed } from '../../store/postponed-mails.ts';
import { tryMailAgainAt } from './after-trouble.ts';
import type { Listed, Poll } from './poll.ts';

/** Why a mail is left for later: it was thrown at, or its process died. */
export type Setback = { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'died' };

/** Goes on without this mail: it is tried again later, and passed over once it has failed often enough. */
export const postpone = async ({ ports, mailbox }: Poll, { gmailId, threadId }: Pick<Listed, 'gmailId' | 'threadId'>, setback: Setback): Promise<void> => {
  const { connectionId, owner } = mailbox;
  const passedOver = await ports.database.transaction().execute(async (transaction) => {
    const before = await readPostponed(transaction, connectionId, gmailId);
    if (before !== undefined && before.nextTryAt === undefined) return false;
    const tries = (before?.tries ?? 0) + (setback.kind === 'failed' ? 1 : 0);
    const deaths = (before?.deaths ?? 0) + (setback.kind === 'died' ? 1 : 0);
    const nextTryAt = tryMailAgainAt({ tries, deaths }, ports.clock.now());
    await writePostponed(transaction, connectionId, { gmailId, threadId, tries, deaths, nextTryAt });
    const ends = nextTryAt === undefined;
    await changeHeld(transaction, mailbox, { in_hand: null, ...(ends ? { skipped: sql<number>`skipped + 1` } : {}) });
    return ends;
  });
  ports.metrics.mailFound(passedOver ? 'passed-over' : 'postponed');
  // The error's own message may quote the mail.
  const fields = setback.kind === 'failed' ? fromThrown(setback.error).fields : { failure: 'process-died' };
  ports.log.warn(passedOver ? 'mail-passed-over' : 'mail-postponed', { ...fields, tenant: owner.tenant, connectionId });
};

/** How `in_hand` names a mail. */
export const handOf = ({ gmailId, threadId }: Pick<Listed, 'gmailId' | 'threadId'>): string => `${gmailId} ${threadId}`;

/** A mail was in hand when the last process died: it may have been what killed it. */
export const settleHand = async (poll: Poll): Promise<void> => {
  const [gmailId, threadId] = poll.mailbox.inHand?.split(' ') ?? [];
  if (gmailId !== undefined && threadId !== undefined) await postpone(poll, { gmailId, threadId }, { kind: 'died' });
};
