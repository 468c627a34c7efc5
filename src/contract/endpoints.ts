/**
 * Every address of the service that a page or a backend calls, relative to the service's origin. Modules of their own, and
 * each address a name of one: a page loads those that it calls.
 */
export * as endpoints from './connect-endpoints.ts';
export * as replyEndpoints from './reply-endpoints.ts';
export * as sendingEndpoints from './sending-endpoints.ts';

/** Where a recipient, or their mail program, unsubscribes. */
export const unsubscribePath = (mailId: string): string => `/u/${mailId}`;
