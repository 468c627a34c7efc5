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
}

export type GmailPlan = 'personal' | 'workspace' | 'workspace-trial';

export const gmailLimits: Readonly<Record<GmailPlan, GmailLimits>> = {
  personal: { messagesPerDay: 500, recipientsPerDay: 500, externalRecipientsPerDay: undefined },
  workspace: { messagesPerDay: 2_000, recipientsPerDay: 10_000, externalRecipientsPerDay: 3_000 },
  // Until the domain has paid for a while.
  'workspace-trial': { messagesPerDay: 500, recipientsPerDay: undefined, externalRecipientsPerDay: undefined },
};

/** Sources differ between 100 and 500 for mail sent through an interface; the smaller one is safe either way. */
export const recipientsPerMessage = 100;

/** How long Gmail stops a mailbox that passed a limit, at most. It goes on receiving. */
export const longestPauseHours = 24;
