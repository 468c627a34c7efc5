import type { WindowMessage } from './window-messages.ts';

// Apart from the schemas, so that the small scripts of the finish and return pages can share these without them.

/** The name of the `BroadcastChannel` between the host's return page and the waiting page. */
export const channelName = (flowId: string): string => `gck-${flowId}`;

/** Where a trip in the same tab keeps its verifier and its way back, in `sessionStorage`, for one trip. */
export const tripKey = (flowId: string): string => `gck-trip-${flowId}`;

/** Fragment of the return page: `#gck=finish.<flowId>.<finishCode>` or `#gck=ended.<flowId>.<denied|expired|failed>`. */
export const returnFragment = (message: WindowMessage): string =>
  message.gck === 'finish'
    ? `#gck=finish.${message.flowId}.${message.finishCode}`
    : `#gck=ended.${message.flowId}.${message.ended}`;
