import * as z from 'zod/mini';

/** An opaque id of ours: 128 random bits or more in base64url. */
export const identifier = z.string().check(z.regex(/^[\w-]{16,64}$/));

/** A UTC instant as ISO 8601 with milliseconds, for example `2026-03-03T14:02:00.000Z`. */
export const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

/**
 * Loose on purpose: Google decides what an address is (an apostrophe may stand in one), this only keeps nonsense, markup,
 * the null character, halves of characters and the marks that turn or hide text out.
 */
export const emailAddress = z
  .string()
  .check(
    z.regex(
      /^[^\s\0<>"`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,64}@[^\s\0<>"'`@\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]{1,255}$/,
    ),
  );

/** A BCP 47 language tag such as `en` or `fr-CA`. */
export const locale = z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/));

/** `2026-03-29T02:30`. */
export const wallTime = z.string().check(z.regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/));

/** An IANA zone such as `Europe/Paris`; whether the clock knows it is judged by itself. */
export const zoneName = z.string().check(z.regex(/^[A-Za-z][\w+\-/]{0,63}$/));

/** The clock of whoever writes: the mailbox keeps it where it knows none yet, and counts days by it. */
export const senderZone = z.optional(zoneName);
