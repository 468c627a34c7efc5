import { channelName } from '../../contract/flow-names.ts';
import type { WindowAcknowledgement, WindowMessage } from '../../contract/index.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import { readWindowMessage } from '../windows/read-window-message.ts';

/**
 * Listens for the end of one flow. Believed are the window that this page opened, while it speaks from the service's
 * origin, and this page's own origin on the flow's channel; everybody else is not even answered. Whoever is believed is
 * answered each time, so that a page that was loaded twice closes, too.
 */
export const hearFinish = (
  flowId: string,
  from: { readonly serviceOrigin: string | undefined; readonly windowHandle: () => unknown },
  page: BrowserPage,
  heard: (message: WindowMessage) => void,
  signal: AbortSignal,
): void => {
  const taken: WindowAcknowledgement = { gck: 'taken', flowId };
  const own = (data: unknown): WindowMessage | undefined => {
    const message = readWindowMessage(data);
    return message?.flowId === flowId ? message : undefined;
  };

  page.onMessage(({ origin, source, data, answer }) => {
    const handle = from.windowHandle();
    if (origin !== from.serviceOrigin || handle === undefined || source !== handle) return;
    const message = own(data);
    if (!message) return;
    answer(taken);
    heard(message);
  }, signal);

  const speak = page.joinChannel(
    channelName(flowId),
    (data) => {
      const message = own(data);
      if (!message) return;
      speak?.(taken);
      heard(message);
    },
    signal,
  );
};
