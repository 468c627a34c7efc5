import type { Outcome } from '../../contract/index.ts';
import type { LimitWords } from './read-limit-words.ts';

/**
 * What the service asks of one Gmail mailbox, in our own words, by an access token that may read. The implementation
 * stands beside this file; Gmail's JSON and its errors end there. Nothing here retries.
 */
export interface GmailPort {
  /** The newest history id: where following begins. */
  newestHistory(accessToken: string): Promise<Outcome<{ readonly historyId: string }, GmailFailure>>;
  /** One page of what was added to the mailbox after `after`, oldest first, whatever its labels. 2 quota units. */
  addedSince(accessToken: string, request: AddedRequest): Promise<Outcome<AddedPage, GmailFailure | { readonly code: 'history-expired' }>>;
  /** One page of the mails received after an instant, spam and trash included, newest first. 5 quota units. */
  receivedSince(accessToken: string, request: ReceivedRequest): Promise<Outcome<ReceivedPage, GmailFailure>>;
  /** Headers and labels of one mail, no body. 20 quota units. */
  headers(accessToken: string, gmailId: string): Promise<Outcome<MailHeaders, GmailFailure | { readonly code: 'mail-gone' }>>;
  /** One whole mail as it was received. 20 quota units. */
  wholeMail(accessToken: string, gmailId: string): Promise<Outcome<WholeMail, GmailFailure | { readonly code: 'mail-gone' }>>;
  /** Asks Gmail to tell the Pub/Sub topic of changes, for at most 7 days. 100 quota units. */
  watch(accessToken: string, topic: string): Promise<Outcome<{ readonly historyId: string; readonly endsAt: number }, GmailFailure | { readonly code: 'watch-taken' }>>;
  unwatch(accessToken: string): Promise<Outcome<undefined, GmailFailure>>;
  /** What the person set in Gmail that happens to mail by itself. Three questions of one unit each. */
  mailRules(accessToken: string): Promise<Outcome<MailRules, GmailFailure>>;
  /** The addresses that the person may send from, each confirmed. 1 quota unit. */
  ownAddresses(accessToken: string): Promise<Outcome<readonly string[], GmailFailure>>;
  /** One page of the mails that the user sent since an instant, from wherever, newest first. 5 quota units. */
  sentSince(accessToken: string, request: ReceivedRequest): Promise<Outcome<ReceivedPage, GmailFailure>>;
  /** The mails with this Message-ID, without angle brackets, wherever they lie. 5 quota units. */
  findByMessageId(accessToken: string, messageId: string): Promise<Outcome<readonly FoundMail[], GmailFailure>>;
  /** Sends a mail, once, by a token that may send. 100 quota units. */
  sendMail(accessToken: string, mail: MailToSend): Promise<Outcome<FoundMail, SendFailure>>;
}

export interface AddedRequest {
  readonly after: string;
  readonly page: string | undefined;
}

export interface AddedPage {
  readonly mails: readonly { readonly gmailId: string; readonly threadId: string; readonly labels: readonly string[] }[];
  readonly nextPage: string | undefined;
  /** Stored as the new cursor once the last page is handled, never before. */
  readonly historyId: string;
}

export interface ReceivedRequest {
  readonly after: number;
  readonly page: string | undefined;
}

export interface ReceivedPage {
  readonly mails: readonly FoundMail[];
  readonly nextPage: string | undefined;
}

export interface FoundMail {
  readonly gmailId: string;
  readonly threadId: string;
}

export interface MailToSend {
  readonly bytes: Uint8Array;
  /** The conversation that it joins, in this mailbox: the headers and the subject have to fit. */
  readonly threadId: string | undefined;
}

export interface MailHeaders {
  readonly gmailId: string;
  readonly threadId: string;
  readonly labels: readonly string[];
  /** Gmail's own time of arrival; a Date header may say anything. */
  readonly receivedAt: number;
  /** In the order of the mail, names as they were written. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface WholeMail {
  readonly gmailId: string;
  readonly threadId: string;
  readonly labels: readonly string[];
  readonly receivedAt: number;
  readonly bytes: Uint8Array;
}

export interface MailRules {
  readonly filters: readonly MailFilter[];
  readonly forwarding: AutoForwarding;
  readonly vacation: VacationResponder;
}

export interface MailFilter {
  readonly id: string;
  readonly criteria: FilterCriteria;
  readonly addLabels: readonly string[];
  readonly removeLabels: readonly string[];
  readonly forwardTo: string | undefined;
}

/** A mail has to meet all of them. Queries are in the language of Gmail's search box. */
export interface FilterCriteria {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly subject?: string | undefined;
  readonly query?: string | undefined;
  readonly negatedQuery?: string | undefined;
  readonly hasAttachment?: boolean | undefined;
  /** In bytes, with the comparison. */
  readonly size?: { readonly bytes: number; readonly comparison: 'larger' | 'smaller' } | undefined;
}

/** What becomes of the mail itself once a copy went on. */
export type Disposition = 'leaveInInbox' | 'archive' | 'trash' | 'markRead';
export type AutoForwarding = { readonly to: string | undefined; readonly disposition: Disposition } | undefined;

/** Undefined: it is off. Without times it answers from now on, for good. */
export type VacationResponder = { readonly startsAt: number | undefined; readonly endsAt: number | undefined } | undefined;

export type GmailFailure =
  /** 401: the token ended or was withdrawn; a fresh one may do. */
  | { readonly code: 'access-refused' }
  /** 403: the permission to read is not in the grant. */
  | { readonly code: 'permission-missing' }
  /** 403: the administrator of the Workspace stands between. */
  | { readonly code: 'google-policy' }
  | { readonly code: 'no-gmail' }
  /** 403 or 429 for going too fast. `retryAt` where Google's text names a time; `who` shares the limit. */
  | { readonly code: 'slow-down'; readonly who: 'mailbox' | 'project'; readonly retryAt: number | undefined }
  /** 5xx, no answer, or one that cannot be read. */
  | { readonly code: 'google-unavailable' }
  /** 400: we asked wrongly. */
  | { readonly code: 'request-refused' };

/** What became of a mail that Gmail did not say it took. All but `unclear` are certain: it did not leave. */
export type SendFailure =
  | Extract<GmailFailure, { readonly code: 'access-refused' | 'permission-missing' | 'google-policy' | 'no-gmail' | 'request-refused' }>
  /** A limit. `retryAt` is what the text says, past or far away as it may be; `says` what else it says. */
  | { readonly code: 'slow-down'; readonly who: 'mailbox' | 'project'; readonly retryAt: number | undefined; readonly says: LimitWords | undefined }
  /** The mailbox does not have the conversation. */
  | { readonly code: 'thread-gone' }
  /** No connection to Google came about. */
  | { readonly code: 'unreachable' }
  /** It may have left. Whoever sends it again may send it twice. */
  | { readonly code: 'unclear' };

/**
 * What each method costs, in quota units per mailbox and minute (6,000 for a project of today) and per project and minute
 * (1,200,000). Google changes these: they are data. https://developers.google.com/workspace/gmail/api/reference/quota
 */
export const quotaUnits = {
  newestHistory: 1,
  addedSince: 2,
  receivedSince: 5,
  headers: 20,
  wholeMail: 20,
  watch: 100,
  unwatch: 50,
  mailRules: 3,
  ownAddresses: 1,
  sentSince: 5,
  findByMessageId: 5,
  sendMail: 100,
} as const satisfies Record<keyof GmailPort, number>;
