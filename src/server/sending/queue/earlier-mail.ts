import type { MailContent } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { readOutgoings } from '../../store/outgoing-mails.ts';
import { readReplies } from '../../store/replies.ts';

export interface Unknown {
  readonly code: 'reply-unknown' | 'outgoing-unknown';
}

type Names = Pick<MailContent, 'answersReply' | 'follows'>;

/**
 * Tells of mails whether they answer or follow one that this user does not have. It is gone, or somebody else's, which is told
 * alike. What is followed may leave later: both wait in order.
 */
export const earlierUnknown = async ({ database }: Pick<Ports, 'database'>, owner: Owner, mails: readonly Names[]): Promise<(mail: Names) => Unknown | undefined> => {
  const replies = new Set((await readReplies(database, owner, [...new Set(mails.flatMap(({ answersReply }) => answersReply ?? []))])).map(({ id }) => id));
  const outgoing = new Set((await readOutgoings(database, owner, [...new Set(mails.flatMap(({ follows }) => follows ?? []))])).map(({ id }) => id));
  return ({ answersReply, follows }) => {
    if (answersReply !== undefined && !replies.has(answersReply)) return { code: 'reply-unknown' };
    return follows === undefined || outgoing.has(follows) ? undefined : { code: 'outgoing-unknown' };
  };
};
