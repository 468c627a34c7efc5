import type { Transaction } from 'kysely';
import { fail, succeed, type Correction, type Failure, type Outcome, type Reply, type WebhookEvent } from '../../contract/index.ts';
import { instantOf } from '../connections/connection-view.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { nextChange, readFeed } from '../store/feeds.ts';
import { changeReply, readReplies, readReply, replyOf, type ReplyChange, type StoredReply } from '../store/replies.ts';
import { suppress, unsuppress } from '../store/suppressions.ts';
import type { Tables } from '../store/tables.ts';
import { recipientsOfTracked } from '../store/tracked-mails.ts';
import { whoCameBack, withdrawWaiting } from '../sending/dispatch/withdraw-waiting.ts';
import { queueDelivery } from '../webhooks/queue-delivery.ts';

/** What a person says of a mail. The rules' own verdict stays beside it, and the host is told in the same transaction. */
export const correctReply = (ports: Ports, owner: Owner, id: string, verdict: Correction | 'as-judged'): Promise<Outcome<Reply, Failure>> =>
  change(ports, owner, id, (reply) => {
    const as = verdict === 'as-judged' || verdict === reply.judged.verdict ? undefined : verdict;
    if (as === reply.corrected?.verdict) return undefined;
    return { change: { corrected: as === undefined ? undefined : { verdict: as, at: ports.clock.now() } }, tells: 'reply.corrected' };
  });

export const markHandled = (ports: Ports, owner: Owner, id: string, handled: boolean): Promise<Outcome<Reply, Failure>> =>
  change(ports, owner, id, (reply) =>
    handled === (reply.handledAt !== undefined) ? undefined : { change: { handledAt: handled ? ports.clock.now() : undefined }, tells: undefined },
  );

/** Answers with the feed's number after it; ids that are not this user's are passed over in silence. */
export const markSeen = (ports: Ports, owner: Owner, ids: readonly string[]): Promise<number> =>
  inFeed(ports, owner, async (transaction, number) => {
    const unseen = (await readReplies(transaction, owner, ids)).filter(({ seenAt }) => seenAt === undefined);
    for (const [index, { id }] of unseen.entries()) {
      // Each row has its own place in the feed, so that pages of changes never cut two of one number apart.
      await changeReply(transaction, owner, id, { seenAt: ports.clock.now() }, index === 0 ? number : await nextChange(transaction, owner));
    }
    return (await readFeed(transaction, owner)).change;
  });

interface Decided {
  readonly change: ReplyChange;
  readonly tells: Extract<WebhookEvent['type'], 'reply.corrected'> | undefined;
}

/** `decide` sees the row as it is under the feed's lock; undefined leaves it alone. */
const change = async (ports: Ports, owner: Owner, id: string, decide: (reply: StoredReply) => Decided | undefined): Promise<Outcome<Reply, Failure>> => {
  const shown = (reply: StoredReply): Reply => replyOf(reply, ports.settings.google.gmailWebUrl);
  let corrected: StoredReply | undefined;
  const done = await inFeed(ports, owner, async (transaction, number) => {
    const before = await readReply(transaction, owner, id);
    if (before === undefined) return fail<Failure>({ code: 'reply-unknown' });
    const decided = decide(before);
    if (decided === undefined) return succeed(shown(before));
    await changeReply(transaction, owner, id, decided.change, number);
    if ('corrected' in decided.change) await believeBounce(ports, transaction, owner, before, decided.change.corrected?.verdict ?? before.judged.verdict);
    const after = (await readReply(transaction, owner, id)) ?? before;
    if ('corrected' in decided.change) corrected = after;
    if (decided.tells !== undefined) {
      const event = { type: decided.tells, timestamp: instantOf(ports.clock.now()), data: { org: owner.org, user: owner.user, reply: shown(after) } };
      await queueDelivery(ports, transaction, { owner, orderKey: after.threadId, event });
    }
    return succeed(shown(after));
  });
  // What waits is locked before the feed, so after all this.
  if (corrected !== undefined) await withdrawWaiting(ports, { ...owner, connectionId: corrected.connectionId }, whoCameBack(corrected, corrected.corrected?.verdict ?? corrected.judged.verdict));
  return done;
};

/** A person who says that it was no bounce may write to the address again; who takes that back may not. */
const believeBounce = async ({ clock }: Ports, transaction: Transaction<Tables>, owner: Owner, { judged, answers }: StoredReply, verdict: Reply['verdict']): Promise<void> => {
  if (judged.bounce?.kind !== 'hard') return;
  // As of every bounce, of nobody else than whom the mail that came back went to: anybody can write a bounce.
  const sentTo = (answers && (await recipientsOfTracked(transaction, [answers.id])).get(answers.id)) ?? [];
  const addresses = judged.bounce.recipients.map((each) => each.toLowerCase()).filter((each) => sentTo.includes(each));
  if (verdict !== 'bounce') await unsuppress(transaction, owner, addresses, 'bounced');
  else await suppress(transaction, owner, addresses.map((what) => ({ what, cause: 'bounced', at: clock.now() })));
};

const inFeed = async <T>(ports: Ports, owner: Owner, act: (transaction: Transaction<Tables>, number: number) => Promise<T>): Promise<T> => {
  const result = await ports.database.transaction().execute(async (transaction) => act(transaction, await nextChange(transaction, owner)));
  ports.bell.ring(owner);
  return result;
};
