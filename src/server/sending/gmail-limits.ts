/**
 * What Google says of sending from one mailbox. The window rolls: any 24 hours, never from midnight. Google changes the
 * numbers without notice, so everything that counts takes them from here or from an administrator, never from itself.
 * https://support.google.com/a/answer/166852 (Workspace), https://support.google.com/mail/answer/22839 (personal Gmail)
 */
export interface GmailLimits {
  readonly messagesPerDay: number;
  /** Undefined where Google gives no number. */
  readonly recipientsPerDay: number | undefined;
  /** Recipients outside the own organisation; undefined where Google counts none apart. */
  readonly externalRecipientsPerDay: number | undefined;
  /** Different addresses, however many mails each of them gets; undefined where Google gives no number. */
  readonly uniqueRecipientsPerDay: number | undefined;
  /** Different addresses outside the own organisation; undefined where Google gives no number. */
  readonly uniqueExternalRecipientsPerDay: number | undefined;
}

export type GmailPlan = 'personal' | 'workspace' | 'workspace-trial';

export const gmailLimits: Readonly<Record<GmailPlan, GmailLimits>> = {
  personal: {
    messagesPerDay: 500,
    recipientsPerDay: 500,
    externalRecipientsPerDay: undefined,
    uniqueRecipientsPerDay: undefined,
    uniqueExternalRecipientsPerDay: undefined,
  },
  workspace: {
    messagesPerDay: 2_000,
    recipientsPerDay: 10_000,
    externalRecipientsPerDay: 3_000,
    uniqueRecipientsPerDay: 3_000,
    uniqueExternalRecipientsPerDay: 2_000,
  },
  // Until the domain has paid for a while.
  'workspace-trial': {
    messagesPerDay: 500,
    recipientsPerDay: undefined,
    externalRecipientsPerDay: undefined,
    uniqueRecipientsPerDay: undefined,
    uniqueExternalRecipientsPerDay: undefined,
  },
};

/** Sources differ between 100 and 500 for mail sent through an interface; the smaller one is safe either way. */
export const recipientsPerMessage = 100;

/** How long Gmail stops a mailbox that passed a limit, at most. It goes on receiving. */
export const longestPauseHours = 24;

/**
 * What one user may spend in any minute through one Google Cloud project, in quota units, and what calls cost. Projects that
 * used the interface before May 2026 may have 15,000 for a while. https://developers.google.com/workspace/gmail/api/reference/quota
 */
export const quotaUnitsPerMinute = 6_000;
export const quotaUnits = { send: 100, readMessage: 20 } as const;

/**
 * How fast mail leaves to begin with: well under what Gmail's quota allows. Adobe gives this pace as its example for Gmail.
 * https://github.com/AdobeDocs/marketo.en (email-connection-throttling.md)
 */
export const usualBatch = { messages: 25, seconds: 45 } as const;
