import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { GoogleProblem } from './failure-of.ts';
import { isNotFound, isWatchTaken } from './gmail-failure-of.ts';
import type { GmailFailure, GmailPort, ReceivedPage } from './gmail-port.ts';
import { askMailRules } from './mail-rules.ts';
import { createSend } from './send-mail.ts';
import { createAsk, type GmailClientOptions, type Refused } from './gmail-wire.ts';

/** Pages as long as Gmail makes them, since each costs the same. */
const pageSize = '500';

/** The mailbox over HTTP. A mask of fields on every question spares bytes; quota units it does not spare. */
export const createGmail = (options: GmailClientOptions): GmailPort => {
  const ask = createAsk(options);
  const mailPath = (gmailId: string): string => `messages/${encodeURIComponent(gmailId)}`;

  return {
    async newestHistory(accessToken) {
      const asked = await ask(accessToken, { path: 'profile', query: { fields: 'historyId' }, answer: newestAnswer });
      return asked.ok ? asked : fail(asked.failure.failure);
    },

    async addedSince(accessToken, { after, page }) {
      const fields = 'history(messagesAdded(message(id,threadId,labelIds))),nextPageToken,historyId';
      const query = { startHistoryId: after, historyTypes: 'messageAdded', maxResults: pageSize, pageToken: page, fields };
      const asked = await ask(accessToken, { path: 'history', query, answer: addedAnswer });
      if (!asked.ok) return fail(unless(isNotFound, 'history-expired', asked.failure));
      const { history, nextPageToken, historyId } = asked.value;
      const added = history.flatMap(({ messagesAdded }) => messagesAdded.map(({ message }) => message));
      const mails = new Map(added.map(({ id, threadId, labelIds }) => [id, { gmailId: id, threadId, labels: labelIds }]));
      return succeed({ mails: [...mails.values()], nextPage: nextPageToken, historyId });
    },

    async receivedSince(accessToken, { after, page }) {
      return listed(await ask(accessToken, listQuestion(since(after), page)));
    },

    async headers(accessToken, gmailId) {
      const query = { format: 'metadata', fields: 'id,threadId,labelIds,internalDate,payload(headers)' };
      const asked = await ask(accessToken, { path: mailPath(gmailId), query, answer: headersAnswer });
      if (!asked.ok) return fail(unless(isNotFound, 'mail-gone', asked.failure));
      return succeed({ ...placeOf(asked.value), headers: asked.value.payload.headers });
    },

    async wholeMail(accessToken, gmailId) {
      const query = { format: 'raw', fields: 'id,threadId,labelIds,internalDate,raw' };
      const asked = await ask(accessToken, { path: mailPath(gmailId), query, whole: true, answer: wholeAnswer });
      if (!asked.ok) return fail(unless(isNotFound, 'mail-gone', asked.failure));
      return succeed({ ...placeOf(asked.value), bytes: new Uint8Array(Buffer.from(asked.value.raw, 'base64url')) });
    },

    async watch(accessToken, topic) {
      // Without labels: a filter may put an answer under any of them, or under none.
      const asked = await ask(accessToken, { method: 'POST', path: 'watch', body: { topicName: topic }, answer: watchAnswer });
      if (!asked.ok) return fail(unless(isWatchTaken, 'watch-taken', asked.failure));
      return succeed({ historyId: asked.value.historyId, endsAt: Number(asked.value.expiration) });
    },

    async unwatch(accessToken): Promise<Outcome<undefined, GmailFailure>> {
      const asked = await ask(accessToken, { method: 'POST', path: 'stop', answer: z.unknown() });
      return asked.ok ? succeed(undefined) : fail(asked.failure.failure);
    },

    mailRules: (accessToken) => askMailRules(ask, accessToken),

    async ownAddresses(accessToken) {
      const query = { fields: 'sendAs(sendAsEmail,verificationStatus)' };
      const asked = await ask(accessToken, { path: 'settings/sendAs', query, answer: sendAsAnswer });
      if (!asked.ok) return fail(asked.failure.failure);
      // The first has no status: nobody has to confirm the mailbox' own address. A pending one is anybody's yet.
      return succeed(asked.value.sendAs.flatMap(({ sendAsEmail, verificationStatus }) => (verificationStatus === 'pending' ? [] : [sendAsEmail])));
    },

    async sentSince(accessToken, { after, page }) {
      return listed(await ask(accessToken, listQuestion(`in:sent ${since(after)}`, page)));
    },

    async findByMessageId(accessToken, messageId) {
      const found = listed(await ask(accessToken, listQuestion(`rfc822msgid:${messageId}`, undefined)));
      return found.ok ? succeed(found.value.mails) : found;
    },

    sendMail: createSend(ask, options),
  };
};

/** Spam and trash too. */
const listQuestion = (q: string, page: string | undefined) => ({
  path: 'messages',
  query: { q, includeSpamTrash: 'true', maxResults: pageSize, pageToken: page, fields: 'messages(id,threadId),nextPageToken' },
  answer: receivedAnswer,
});

/** Gmail compares whole seconds and leaves out the one that is named. */
const since = (after: number): string => `after:${Math.floor(after / 1000) - 1}`;

const listed = (asked: Outcome<z.output<typeof receivedAnswer>, Refused>): Outcome<ReceivedPage, GmailFailure> => {
  if (!asked.ok) return fail(asked.failure.failure);
  const { messages, nextPageToken } = asked.value;
  return succeed({ mails: messages.map(({ id, threadId }) => ({ gmailId: id, threadId })), nextPage: nextPageToken });
};

/** Where a question has a failure of its own, that; else what the failure means everywhere. */
const unless = <C extends string>(isOwn: (problem: GoogleProblem) => boolean, code: C, { problem, failure }: Refused): GmailFailure | { readonly code: C } =>
  problem !== undefined && isOwn(problem) ? { code } : failure;

const id = z.string().check(z.regex(/^[\w-]{1,64}$/));
const wholeNumber = z.string().check(z.regex(/^\d{1,20}$/));
const labelIds = z._default(z.array(z.string()), []);
const page = z.optional(z.string().check(z.minLength(1)));

const newestAnswer = z.object({ historyId: wholeNumber });
// Gmail leaves out what is empty: an answer without changes has no `history` at all.
const addedAnswer = z.object({
  history: z._default(
    z.array(z.object({ messagesAdded: z._default(z.array(z.object({ message: z.object({ id, threadId: id, labelIds }) })), []) })),
    [],
  ),
  nextPageToken: page,
  historyId: wholeNumber,
});
const receivedAnswer = z.object({ messages: z._default(z.array(z.object({ id, threadId: id })), []), nextPageToken: page });

const place = { id, threadId: id, labelIds, internalDate: wholeNumber };
const headersAnswer = z.object({
  ...place,
  payload: z.object({ headers: z._default(z.array(z.object({ name: z.string(), value: z.string() })), []) }),
});
const wholeAnswer = z.object({ ...place, raw: z.string().check(z.minLength(1)) });
const sendAsAnswer = z.object({
  sendAs: z._default(z.array(z.object({ sendAsEmail: z.string(), verificationStatus: z.optional(z.string()) })), []),
});
const watchAnswer = z.object({ historyId: wholeNumber, expiration: wholeNumber });

const placeOf = (mail: { readonly id: string; readonly threadId: string; readonly labelIds: readonly string[]; readonly internalDate: string }) => ({
  gmailId: mail.id,
  threadId: mail.threadId,
  labels: mail.labelIds,
  receivedAt: Number(mail.internalDate),
});
