import * as z from 'zod/mini';

/** What a person set in Gmail, as the settings methods answer it. */
const texts = z.readonly(z.array(z.string()));

export const filterSchema = z.object({
  id: z.string(),
  criteria: z.object({
    from: z.exactOptional(z.string()),
    to: z.exactOptional(z.string()),
    subject: z.exactOptional(z.string()),
    query: z.exactOptional(z.string()),
    negatedQuery: z.exactOptional(z.string()),
    hasAttachment: z.exactOptional(z.boolean()),
    excludeChats: z.exactOptional(z.boolean()),
    size: z.exactOptional(z.number()),
    sizeComparison: z.exactOptional(z.enum(['larger', 'smaller'])),
  }),
  action: z.object({
    addLabelIds: z.exactOptional(texts),
    removeLabelIds: z.exactOptional(texts),
    forward: z.exactOptional(z.string()),
  }),
});
export type Filter = z.infer<typeof filterSchema>;
export type FilterCriteria = Filter['criteria'];

export const forwardingSchema = z.object({
  enabled: z.boolean(),
  emailAddress: z.exactOptional(z.string()),
  disposition: z.exactOptional(z.enum(['leaveInInbox', 'archive', 'trash', 'markRead'])),
});
export type AutoForwarding = z.infer<typeof forwardingSchema>;

/** Times are milliseconds, as text. */
export const vacationSchema = z.object({
  enableAutoReply: z.boolean(),
  responseSubject: z.exactOptional(z.string()),
  responseBodyPlainText: z.exactOptional(z.string()),
  restrictToContacts: z.exactOptional(z.boolean()),
  restrictToDomain: z.exactOptional(z.boolean()),
  startTime: z.exactOptional(z.string()),
  endTime: z.exactOptional(z.string()),
});
export type Vacation = z.infer<typeof vacationSchema>;

export const sendAsSchema = z.object({
  sendAsEmail: z.string(),
  displayName: z.exactOptional(z.string()),
  replyToAddress: z.exactOptional(z.string()),
  signature: z.exactOptional(z.string()),
  isPrimary: z.exactOptional(z.boolean()),
  isDefault: z.exactOptional(z.boolean()),
  treatAsAlias: z.exactOptional(z.boolean()),
  verificationStatus: z.exactOptional(z.enum(['accepted', 'pending'])),
});
export type SendAs = z.infer<typeof sendAsSchema>;

export const settingsSchema = z.object({
  labels: z.readonly(z.array(z.object({ id: z.string(), name: z.string() }))),
  filters: z.readonly(z.array(filterSchema)),
  forwarding: forwardingSchema,
  vacation: vacationSchema,
  /** Beside the account's own address. */
  sendAs: z.readonly(z.array(sendAsSchema)),
});
export type MailboxSettings = z.infer<typeof settingsSchema>;

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
