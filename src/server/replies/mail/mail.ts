/** A mail as the rules read it: decoded, bounded, nothing of it believed. */
export interface Mail {
  readonly headers: readonly Header[];
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** Without angle brackets, as every message id here. */
  readonly messageId: string | undefined;
  /** What In-Reply-To and References name, nearest first. */
  readonly refersTo: readonly string[];
  /** When the sender says it was written. */
  readonly date: Date | undefined;
  readonly text: string | undefined;
  readonly html: string | undefined;
  /** Everything that is not the mail's own words: reports, returned mails, calendars; no pictures, no documents. */
  readonly parts: readonly MailPart[];
  /** Whether its words went on behind what was read. */
  readonly cut: boolean;
}

export interface Header {
  /** In lower case. */
  readonly name: string;
  /** Unfolded, encoded words decoded. */
  readonly value: string;
}

export interface Address {
  readonly name: string;
  /** As it was written; compare with `sameAddress`. */
  readonly address: string;
}

export interface MailPart {
  /** In lower case, such as `message/delivery-status`. */
  readonly type: string;
  readonly text: string;
  /** Of a calendar: REQUEST, REPLY, COUNTER, CANCEL. */
  readonly method: string | undefined;
}

/** The first header of this name: of a doubled one, the later may be somebody else's addition. */
export const headerOf = (mail: { readonly headers: readonly Header[] }, name: string): string | undefined =>
  mail.headers.find((header) => header.name === name)?.value;

export const hasHeader = (mail: { readonly headers: readonly Header[] }, name: string): boolean =>
  headerOf(mail, name) !== undefined;

/** Upper and lower case are one in practice, in the part before the @, too. */
export const sameAddress = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
