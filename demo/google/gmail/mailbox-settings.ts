/** What a person set in Gmail, as the settings methods answer it. */
export interface FilterCriteria {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly query?: string;
  readonly negatedQuery?: string;
  readonly hasAttachment?: boolean;
  readonly excludeChats?: boolean;
  readonly size?: number;
  readonly sizeComparison?: 'larger' | 'smaller';
}

export interface FilterAction {
  readonly addLabelIds?: readonly string[];
  readonly removeLabelIds?: readonly string[];
  readonly forward?: string;
}

export interface Filter {
  readonly id: string;
  readonly criteria: FilterCriteria;
  readonly action: FilterAction;
}

export interface AutoForwarding {
  readonly enabled: boolean;
  readonly emailAddress?: string;
  readonly disposition?: 'leaveInInbox' | 'archive' | 'trash' | 'markRead';
}

export interface Vacation {
  readonly enableAutoReply: boolean;
  readonly responseSubject?: string;
  readonly responseBodyPlainText?: string;
  readonly restrictToContacts?: boolean;
  readonly restrictToDomain?: boolean;
  /** Milliseconds, as text. */
  readonly startTime?: string;
  readonly endTime?: string;
}

export interface SendAs {
  readonly sendAsEmail: string;
  readonly displayName?: string;
  readonly replyToAddress?: string;
  readonly signature?: string;
  readonly isPrimary?: boolean;
  readonly isDefault?: boolean;
  readonly treatAsAlias?: boolean;
  readonly verificationStatus?: 'accepted' | 'pending';
}

export interface UserLabel {
  readonly id: string;
  readonly name: string;
}

export interface MailboxSettings {
  labels: readonly UserLabel[];
  filters: readonly Filter[];
  forwarding: AutoForwarding;
  vacation: Vacation;
  /** Beside the account's own address. */
  sendAs: readonly SendAs[];
}

export const usualSettings = (): MailboxSettings => ({
  labels: [],
  filters: [],
  forwarding: { enabled: false },
  vacation: { enableAutoReply: false },
  sendAs: [],
});

/** The id of a system label is its name. */
export const systemLabels: readonly string[] = [
  'CHAT',
  'SENT',
  'INBOX',
  'IMPORTANT',
  'TRASH',
  'DRAFT',
  'SPAM',
  'CATEGORY_FORUMS',
  'CATEGORY_UPDATES',
  'CATEGORY_PERSONAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_SOCIAL',
  'STARRED',
  'UNREAD',
];
