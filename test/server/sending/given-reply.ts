import type { Kysely } from 'kysely';
import { nextChange } from '../../../src/server/store/feeds.ts';
import { insertReplies, type NewReply } from '../../../src/server/store/replies.ts';
import type { Tables } from '../../../src/server/store/tables.ts';
import { connectionId, owner } from './given-sender.ts';

const at = Date.UTC(2026, 10, 23, 9);

/** An answer that came, Lea's unless it is said otherwise. */
export const givenReply = async (database: Kysely<Tables>, change: Partial<NewReply> & Pick<NewReply, 'id'>): Promise<void> => {
  const whose = change.owner ?? owner;
  await database.transaction().execute(async (transaction) => {
    await insertReplies(transaction, [
      {
        owner: whose,
        connectionId,
        gmailId: `gmail-of-${change.id}`,
        threadId: 'thread-1',
        messageId: 'came@globex.example',
        receivedAt: at,
        foundAt: at,
        from: { name: 'Anna', address: 'anna@globex.example' },
        subject: 'Re: Offer',
        judged: { verdict: 'reply', confidence: 0.9, evidence: [], bounce: undefined, returnDate: undefined, meeting: undefined },
        foundIn: 'inbox',
        answers: undefined,
        sealedText: undefined,
        seenAt: undefined,
        change: await nextChange(transaction, whose),
        ...change,
      },
    ]);
  });
};
