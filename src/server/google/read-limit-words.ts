/** What a text of Google's says about sending. */
export type LimitWords =
  /** The day's limit is used up, counted in messages or in recipients. */
  | { readonly kind: 'limit-reached'; readonly limit: 'messages' | 'recipients' }
  /** Sending pauses; it may be the day's limit. */
  | { readonly kind: 'sending-paused' }
  /** More calls under way at once than one user may have. */
  | { readonly kind: 'too-many-at-once' };

/**
 * Gmail gives one status and reason to several causes, so its words decide between them. An answer (429, 403), an SMTP reply
 * and a bounce use the same phrases. https://developers.google.com/workspace/gmail/api/guides/handle-errors,
 * https://support.google.com/a/answer/3726730 (SMTP), https://support.google.com/mail/answer/22839 (people)
 */
const phrases: readonly (readonly [RegExp, LimitWords])[] = [
  [/exceeded the maximum (number of )?recipients/i, { kind: 'limit-reached', limit: 'recipients' }],
  // Its SMTP code, 5.4.5, would not do: other servers use it for troubles of their own.
  [/daily (user )?sending (limit|quota) exceeded|\bp=DailyLimitExceeded\b/i, { kind: 'limit-reached', limit: 'messages' }],
  [/reached a (gmail )?(sending limit|limit for sending)/i, { kind: 'limit-reached', limit: 'messages' }],
  [/\(mail sending\)/i, { kind: 'sending-paused' }],
  [/too many concurrent requests/i, { kind: 'too-many-at-once' }],
];

/** Undefined where the words say nothing of a limit: then the status alone counts. */
export const readLimitWords = (text: string): LimitWords | undefined => phrases.find(([phrase]) => phrase.test(text))?.[1];

/**
 * The instant after `Retry after` (milliseconds), which Gmail writes into the text of its answer instead of a header, with one
 * space or two: `User-rate limit exceeded.  Retry after 2026-02-11T18:03:15.961Z (Mail sending)`. It can be wrong: it may have
 * passed, and has been seen to slide for hours (https://github.com/googleapis/google-api-ruby-client/issues/20544), so whoever
 * keeps to it bounds it.
 */
export const readRetryAfter = (text: string): number | undefined => {
  const [, found = ''] = /\bretry after\s+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))/i.exec(text) ?? [];
  const at = Date.parse(found);
  return Number.isNaN(at) ? undefined : at;
};
