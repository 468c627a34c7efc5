/** What leaves, what waits and what left: newest due first; `?before=` pages on, `?connectionId=` and `?open=` narrow it; `?soonest=` has what waits, soonest first. */
export const outgoing = '/v1/outgoing';
export const outgoingChanges = '/v1/outgoing/changes';
export const outgoingMail = (id: string): string => `/v1/outgoing/${id}`;
export const outgoingEdit = (id: string): string => `/v1/outgoing/${id}/edit`;
export const outgoingCancel = (id: string): string => `/v1/outgoing/${id}/cancel`;
export const outgoingSendNow = (id: string): string => `/v1/outgoing/${id}/send-now`;
/** Its place among those that wait. */
export const outgoingOrder = (id: string): string => `/v1/outgoing/${id}/order`;
export const outgoingDecide = (id: string): string => `/v1/outgoing/${id}/decide`;
/** Files for mails: uploaded by POST; by GET, what `?ids=` names of them. */
export const attachments = '/v1/attachments';
/** What is being written; by `draft`, saved by POST, read by GET, deleted by DELETE. */
export const drafts = '/v1/drafts';
export const draft = (id: string): string => `/v1/drafts/${id}`;
export const batches = '/v1/batches';
export const batch = (id: string): string => `/v1/batches/${id}`;
/** `?zone=`: by which days are counted where the mailbox knows none yet. */
export const sendingLimits = (connectionId: string): string => `/v1/sending/${connectionId}/limits`;
export const sendingForecast = (connectionId: string): string => `/v1/sending/${connectionId}/forecast`;
/** The mailbox' zone and hours. */
export const sendingRules = (connectionId: string): string => `/v1/sending/${connectionId}/rules`;
/** The addresses under which the mailbox may send. */
export const senders = (connectionId: string): string => `/v1/sending/${connectionId}/senders`;
/** The same as for a page, for a user that the host's backend names. */
export const backendOutgoing = '/v1/backend/outgoing';
export const backendBatches = '/v1/backend/batches';
export const backendAttachments = '/v1/backend/attachments';
export const backendLimits = (connectionId: string): string => `/v1/backend/sending/${connectionId}/limits`;
/** Whom nobody writes to: `?org=`, `?after=` pages on. */
export const backendSuppressions = '/v1/backend/suppressions';
export const backendUnsuppress = '/v1/backend/suppressions/remove';
export const backendCompliance = '/v1/backend/compliance';
