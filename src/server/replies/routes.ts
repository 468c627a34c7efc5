import * as z from 'zod/mini';
import {
  changedReplySchema,
  correctReplySchema,
  fail,
  feedEra,
  identifier,
  markHandledSchema,
  markSeenSchema,
  replyChangesSchema,
  replyEndpoints,
  replyPageSchema,
  replyTextSchema,
  seenRepliesSchema,
  succeed,
  trackingSchema,
  type Failure,
  type Outcome,
  type Reply,
} from '../../contract/index.ts';
import { ownerOf } from '../connections/owner-of.ts';
import { streamRoute, userRoute, type Route } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { readConnection } from '../store/connections.ts';
import type { FeedHead } from '../store/feeds.ts';
import { callMailbox } from '../store/mailboxes.ts';
import { readingFailures } from './ask-gmail.ts';
import { correctReply, markHandled, markSeen } from './change-replies.ts';
import { followFeed } from './feed/follow-feed.ts';
import { changesOfReplies, pageOfReplies } from './feed/pages-of-replies.ts';
import { textOfReply } from './text-of-reply.ts';
import { trackingOf } from './tracking-view.ts';

const usualLimit = 200;
const largestLimit = 500;

const count = z.string().check(z.regex(/^\d{1,9}$/));
const limit = z.optional(count);
const limitOf = (text: string | undefined): number => Math.min(largestLimit, Math.max(1, Number(text ?? usualLimit)));

const replyParams = z.object({ replyId: identifier });
const pageParams = z.object({ before: z.optional(z.string().check(z.maxLength(100))), limit });
const changesParams = z.object({ since: count, era: feedEra, limit });
/** Without both: whoever asks knows nothing, and wants to hear of what happens from now on. */
const followParams = z.object({ since: z.optional(count), era: z.optional(feedEra) }).check(z.refine(({ since, era }) => (since === undefined) === (era === undefined)));
const headOf = ({ since, era }: { readonly since: string; readonly era: string }): FeedHead => ({ change: Number(since), era });
const headIn = ({ since, era }: z.infer<typeof followParams>): FeedHead | undefined => (since === undefined || era === undefined ? undefined : headOf({ since, era }));

const changed = (outcome: Outcome<Reply, Failure>): Outcome<{ reply: Reply }, Failure> => (outcome.ok ? succeed({ reply: outcome.value }) : outcome);

/** Everything by which a page shows, follows and corrects what came back. */
export const replyRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'listReplies',
    method: 'GET',
    path: replyEndpoints.replies,
    summary: 'What came back on the user’s mails, newest first.',
    budget: 'read',
    params: pageParams,
    request: undefined,
    response: replyPageSchema,
    failures: [],
    handle: ({ caller, params }) => pageOfReplies(ports, ownerOf(caller), { before: params.before, limit: limitOf(params.limit) }),
  }),
  userRoute({
    name: 'listReplyChanges',
    method: 'GET',
    path: replyEndpoints.replyChanges,
    summary: 'What changed in the list since a number of the feed, oldest change first.',
    budget: 'read',
    params: changesParams,
    request: undefined,
    response: replyChangesSchema,
    failures: [],
    handle: async ({ caller, params }) =>
      succeed(await changesOfReplies(ports, ownerOf(caller), headOf(params), limitOf(params.limit))),
  }),
  streamRoute({
    name: 'followReplies',
    path: replyEndpoints.replyStream,
    summary: 'The same changes as they happen, and how the mailboxes are being read.',
    budget: 'read',
    params: followParams,
    failures: [],
    open: ({ caller, params }, signal) => followFeed(ports, caller, headIn(params), signal),
  }),
  userRoute({
    name: 'correctReply',
    method: 'POST',
    path: replyEndpoints.replyVerdict(':replyId'),
    summary: 'Overrules what the rules said of a mail, or takes that back.',
    budget: 'read',
    params: replyParams,
    request: correctReplySchema,
    response: changedReplySchema,
    failures: ['reply-unknown'],
    handle: async ({ caller, params, body }) => changed(await correctReply(ports, ownerOf(caller), params.replyId, body.verdict)),
  }),
  userRoute({
    name: 'markReplyHandled',
    method: 'POST',
    path: replyEndpoints.replyHandled(':replyId'),
    summary: 'Marks a mail as handled, or as open again.',
    budget: 'read',
    params: replyParams,
    request: markHandledSchema,
    response: changedReplySchema,
    failures: ['reply-unknown'],
    handle: async ({ caller, params, body }) => changed(await markHandled(ports, ownerOf(caller), params.replyId, body.handled)),
  }),
  userRoute({
    name: 'markRepliesSeen',
    method: 'POST',
    path: replyEndpoints.repliesSeen,
    summary: 'Marks mails as seen in this product; Gmail’s own marks stay as they are.',
    budget: 'read',
    params: undefined,
    request: markSeenSchema,
    response: seenRepliesSchema,
    failures: [],
    handle: async ({ caller, body }) => succeed({ change: await markSeen(ports, ownerOf(caller), body.ids) }),
  }),
  userRoute({
    name: 'readReplyText',
    method: 'GET',
    path: replyEndpoints.replyText(':replyId'),
    summary: 'What was written in a mail, read from Gmail for this answer alone.',
    budget: 'attempt',
    params: replyParams,
    request: undefined,
    response: replyTextSchema,
    failures: ['reply-unknown', 'mail-gone', ...readingFailures],
    handle: ({ caller, params }) => textOfReply(ports, ownerOf(caller), params.replyId),
  }),
  userRoute({
    name: 'readTracking',
    method: 'GET',
    path: replyEndpoints.tracking,
    summary: 'How the replies of each of the user’s mailboxes are being found.',
    budget: 'read',
    params: undefined,
    request: undefined,
    response: trackingSchema,
    failures: [],
    handle: async ({ caller }) => succeed(await trackingOf(ports, caller)),
  }),
  userRoute({
    name: 'checkMailbox',
    method: 'POST',
    path: replyEndpoints.mailboxCheck(':connectionId'),
    summary: 'Has a mailbox read at once; what is found comes by the stream.',
    budget: 'attempt',
    params: z.object({ connectionId: identifier }),
    request: undefined,
    response: undefined,
    failures: ['connection-unknown'],
    handle: async ({ caller, params }) => {
      const connection = await readConnection(ports.database, ownerOf(caller), params.connectionId);
      if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
      await callMailbox(ports.database, connection.id);
      ports.pollBell.ring();
      return succeed(undefined);
    },
  }),
];
