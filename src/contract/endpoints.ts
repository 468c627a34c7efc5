/** Every address of the service that a page or a backend calls, relative to the service's origin. */
export const endpoints = {
  connections: '/v1/connections',
  connection: (id: string): string => `/v1/connections/${id}`,
  connectionCheck: (id: string): string => `/v1/connections/${id}/check`,
  flows: '/v1/flows',
  flow: (id: string): string => `/v1/flows/${id}`,
  flowCancel: (id: string): string => `/v1/flows/${id}/cancel`,
  claim: '/v1/claim',
  backendClaim: '/v1/backend/claim',
  openapi: '/openapi.json',
} as const;

/** Apart, so that a page with the wizard alone does not load them. */
export const replyEndpoints = {
  /** Newest first; `?before=` pages on, `?limit=` up to 500. */
  replies: '/v1/replies',
  /** What changed after `?since=`, oldest change first. */
  replyChanges: '/v1/replies/changes',
  /** The live stream (`text/event-stream`), resumed by `?since=`; without it, of what changes from now on. */
  replyStream: '/v1/replies/stream',
  repliesSeen: '/v1/replies/seen',
  replyVerdict: (id: string): string => `/v1/replies/${id}/verdict`,
  replyHandled: (id: string): string => `/v1/replies/${id}/handled`,
  replyText: (id: string): string => `/v1/replies/${id}/text`,
  tracking: '/v1/tracking',
  /** Read this mailbox now. */
  mailboxCheck: (connectionId: string): string => `/v1/tracking/${connectionId}/check`,
  /** What filters, forwarding and the vacation responder do to tracking. */
  checkUp: (connectionId: string): string => `/v1/tracking/${connectionId}/check-up`,
  ignoreFinding: (connectionId: string): string => `/v1/tracking/${connectionId}/check-up/ignore`,
  /** Sends oneself a marked mail; and how the last one fared. */
  proof: (connectionId: string): string => `/v1/tracking/${connectionId}/proof`,
  backendMails: '/v1/backend/mails',
  backendDeliveries: '/v1/backend/deliveries',
  backendReplay: (id: string): string => `/v1/backend/deliveries/${id}/replay`,
  /** Where Google's Pub/Sub tells of changes in a mailbox. */
  googlePush: '/google/push',
} as const;

/** Apart for the same reason. */
export const sendingEndpoints = {
  /** What leaves, what waits and what left: newest due first; `?before=` pages on, `?connectionId=` and `?open=` narrow it. */
  outgoing: '/v1/outgoing',
  outgoingChanges: '/v1/outgoing/changes',
  outgoingMail: (id: string): string => `/v1/outgoing/${id}`,
  outgoingEdit: (id: string): string => `/v1/outgoing/${id}/edit`,
  outgoingCancel: (id: string): string => `/v1/outgoing/${id}/cancel`,
  outgoingSendNow: (id: string): string => `/v1/outgoing/${id}/send-now`,
  outgoingDecide: (id: string): string => `/v1/outgoing/${id}/decide`,
  /** Files for mails: uploaded by POST; by GET, what `?ids=` names of them. */
  attachments: '/v1/attachments',
  /** What is being written; by `draft`, saved by POST, read by GET, deleted by DELETE. */
  drafts: '/v1/drafts',
  draft: (id: string): string => `/v1/drafts/${id}`,
  batches: '/v1/batches',
  batch: (id: string): string => `/v1/batches/${id}`,
  /** `?zone=`: by which days are counted where the mailbox knows none yet. */
  sendingLimits: (connectionId: string): string => `/v1/sending/${connectionId}/limits`,
  sendingForecast: (connectionId: string): string => `/v1/sending/${connectionId}/forecast`,
  /** The mailbox' zone and hours. */
  sendingRules: (connectionId: string): string => `/v1/sending/${connectionId}/rules`,
  /** The same as for a page, for a user that the host's backend names. */
  backendOutgoing: '/v1/backend/outgoing',
  backendBatches: '/v1/backend/batches',
  backendLimits: (connectionId: string): string => `/v1/backend/sending/${connectionId}/limits`,
  /** Whom nobody writes to: `?org=`, `?after=` pages on. */
  backendSuppressions: '/v1/backend/suppressions',
  backendUnsuppress: '/v1/backend/suppressions/remove',
  backendCompliance: '/v1/backend/compliance',
} as const;

/** Where a recipient, or their mail program, unsubscribes. */
export const unsubscribePath = (mailId: string): string => `/u/${mailId}`;
