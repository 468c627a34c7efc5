/** Newest first; `?before=` pages on, `?limit=` up to 500. */
export const replies = '/v1/replies';
/** What changed after `?since=`, oldest change first. */
export const replyChanges = '/v1/replies/changes';
/** The live stream (`text/event-stream`), resumed by `?since=`; without it, of what changes from now on. */
export const replyStream = '/v1/replies/stream';
export const repliesSeen = '/v1/replies/seen';
export const replyVerdict = (id: string): string => `/v1/replies/${id}/verdict`;
export const replyHandled = (id: string): string => `/v1/replies/${id}/handled`;
export const replyText = (id: string): string => `/v1/replies/${id}/text`;
export const tracking = '/v1/tracking';
/** Read this mailbox now. */
export const mailboxCheck = (connectionId: string): string => `/v1/tracking/${connectionId}/check`;
/** What filters, forwarding and the vacation responder do to tracking. */
export const checkUp = (connectionId: string): string => `/v1/tracking/${connectionId}/check-up`;
export const ignoreFinding = (connectionId: string): string => `/v1/tracking/${connectionId}/check-up/ignore`;
/** Sends oneself a marked mail; and how the last one fared. */
export const proof = (connectionId: string): string => `/v1/tracking/${connectionId}/proof`;
export const backendMails = '/v1/backend/mails';
export const backendDeliveries = '/v1/backend/deliveries';
export const backendReplay = (id: string): string => `/v1/backend/deliveries/${id}/replay`;
/** Where Google's Pub/Sub tells of changes in a mailbox. */
export const googlePush = '/google/push';
