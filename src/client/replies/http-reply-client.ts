import * as replyEndpoints from '../../contract/reply-endpoints.ts';
import type { Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ElementSettings } from '../element-deps.ts';
import type { FeedPlace } from '../live/feed-place.ts';
import { followStream } from '../live/follow-stream.ts';
import { createServiceCalls, nothing, pageNet, type Net } from '../mail-client/ask-service.ts';
import type { ReplyClient } from './reply-client.ts';
import { decodeReplyAnswer, type ReplyAnswers } from './reply-shapes.ts';

const pageSize = 200;
const pageOfOlder = 500;

const placeIn = ({ change, era }: FeedPlace): string => `since=${change}&era=${era}`;

const answer =
  <K extends keyof ReplyAnswers>(name: K) =>
  async (response: Response): Promise<Outcome<ReplyAnswers[K], unknown>> => {
    const read = decodeReplyAnswer(name, await response.json());
    return read === undefined ? fail(undefined) : succeed(read);
  };

export const createHttpReplyClient = (
  serviceOrigin: string | undefined,
  settings: Omit<ElementSettings, 'endpoint'>,
  net: Net = pageNet,
  calls = createServiceCalls(serviceOrigin, settings, net),
): ReplyClient => {
  const { ask, at, userKey } = calls;
  const replyOf = <F>(outcome: Outcome<ReplyAnswers['changedReply'], F>) => (outcome.ok ? succeed(outcome.value.reply) : outcome);

  return {
    userKey,
    page: (before, signal) => {
      const query = before === undefined ? `limit=${pageSize}` : `limit=${pageOfOlder}&before=${encodeURIComponent(before)}`;
      return ask({ method: 'GET', url: at(`${replyEndpoints.replies}?${query}`), read: answer('replyPage') }, signal);
    },
    changes: (since, signal) =>
      ask({ method: 'GET', url: at(`${replyEndpoints.replyChanges}?${placeIn(since)}&limit=${pageOfOlder}`), read: answer('replyChanges') }, signal),
    follow: (since, heard, signal) => followStream(calls, { since, decode: (data) => decodeReplyAnswer('replyEvent', data), heard }, signal),
    tracking: (signal) => ask({ method: 'GET', url: at(replyEndpoints.tracking), read: answer('tracking') }, signal),
    correct: async (id, verdict, signal) =>
      replyOf(await ask({ method: 'POST', url: at(replyEndpoints.replyVerdict(id)), read: answer('changedReply'), body: { verdict }, keepalive: true }, signal)),
    markHandled: async (id, handled, signal) =>
      replyOf(await ask({ method: 'POST', url: at(replyEndpoints.replyHandled(id)), read: answer('changedReply'), body: { handled }, keepalive: true }, signal)),
    markSeen: (ids, signal) => ask({ method: 'POST', url: at(replyEndpoints.repliesSeen), read: nothing, body: { ids }, keepalive: true }, signal),
    text: (id, signal) => ask({ method: 'GET', url: at(replyEndpoints.replyText(id)), read: answer('replyText') }, signal),
    check: (connectionId, signal) => ask({ method: 'POST', url: at(replyEndpoints.mailboxCheck(connectionId)), read: nothing }, signal),
  };
};
