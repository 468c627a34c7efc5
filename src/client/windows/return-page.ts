import { channelName, tripKey } from '../../contract/flow-names.ts';
import type { WindowAcknowledgement } from '../../contract/index.ts';

/**
 * Script of the return page, a static file on the host's own origin. It passes the finish in its fragment on: into the
 * trip that this tab kept, else to the waiting page by a channel of this origin, else it sends the person to the
 * service's own page, which shows a code to type. The service's origin is built into the page and read from nowhere else.
 * Small on purpose: whoever receives what this page says checks it again.
 */
const { hash, pathname, search, origin } = location;
// Before anything else: whatever happens next, the code is in no history and no referrer.
history.replaceState(null, '', pathname + search);

const answerWithinMs = 2_000;
const french = navigator.language.startsWith('fr');
const page = document.documentElement;
if (french) page.lang = 'fr';

/** First the words, then the attempt to close: a browser may refuse it. */
const end = (english: string, inFrench: string): void => {
  const place = document.querySelector('main');
  if (place) {
    place.textContent = french ? inFrench + ' Vous pouvez fermer cette fenêtre.' : english + ' You can close this window.';
    place.focus();
  }
  close();
};

/** A trip in this very tab: true when the tab is on its way back to the page where it began. */
const goBack = (key: string, kind: string, value: string): boolean => {
  try {
    const trip: unknown = JSON.parse(sessionStorage.getItem(key) ?? '');
    const { path } = trip as { readonly path: string };
    if (path[0] !== '/' || new URL(path, origin).origin !== origin) return false;
    sessionStorage.setItem(key, JSON.stringify({ ...(trip as object), [kind]: value }));
    location.replace(path);
    return true;
  } catch {
    return false; // No trip, or a storage that is blocked.
  }
};

const [, kind, flowId, value] =
  /^#gck=(finish|ended)\.([\w-]{16,64})\.([\w-]{43}|denied|expired|failed)$/.exec(hash) ?? [];
if (!kind || !flowId || !value) {
  end('Already finished.', 'Déjà terminé.');
} else if (!goBack(tripKey(flowId), kind, value)) {
  const byHand = (): void => location.replace(`${page.dataset['service']}/connect/finish/${flowId}?by-hand`);
  try {
    const channel = new BroadcastChannel(channelName(flowId));
    const timer = setTimeout(byHand, answerWithinMs);
    channel.onmessage = ({ data }: MessageEvent<Partial<WindowAcknowledgement> | null>): void => {
      if (data?.gck !== 'taken' || data.flowId !== flowId) return;
      clearTimeout(timer);
      end('Done.', 'C’est fait.');
    };
    channel.postMessage({ gck: kind, flowId, [kind === 'finish' ? 'finishCode' : kind]: value });
  } catch {
    byHand(); // No channel to be had.
  }
}
