import type { WindowMessage } from '../../contract/index.ts';

/**
 * Reads what a window or a channel said, without the schema library: the script of the finish page needs the same
 * few lines. A test holds it against the schema in the contract.
 */
export const readWindowMessage = (data: unknown): WindowMessage | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const { gck, flowId, finishCode, ended } = data as Readonly<Record<string, unknown>>;
  if (typeof flowId !== 'string' || !/^[\w-]{16,64}$/.test(flowId)) return undefined;
  if (gck === 'finish') {
    const fits = typeof finishCode === 'string' && /^([\w-]{43}|[A-Z2-7]{8})$/.test(finishCode);
    return fits ? { gck, flowId, finishCode } : undefined;
  }
  if (gck === 'ended' && (ended === 'denied' || ended === 'expired' || ended === 'failed')) {
    return { gck, flowId, ended };
  }
  return undefined;
};

/** Whether the waiting page says that it took this message. */
export const isAnswerTo = (message: WindowMessage, data: unknown): boolean => {
  if (typeof data !== 'object' || data === null) return false;
  const { gck, flowId } = data as Readonly<Record<string, unknown>>;
  return gck === 'taken' && flowId === message.flowId;
};
