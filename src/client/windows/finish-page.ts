import { returnFragment } from '../../contract/flow-names.ts';
import type { WindowMessage } from '../../contract/index.ts';
import { isAnswerTo, readWindowMessage } from './read-window-message.ts';

/**
 * Script of the service's finish page. It tells the page that opened this window how the attempt ended, or takes the
 * message to the host's return page, or shows the person a code to type. What it tells, and to whom, stands in the page.
 */
interface FinishData {
  readonly message: WindowMessage;
  /** The one origin that may hear the message, and whose answer counts. */
  readonly hostOrigin: string;
  readonly returnUrl: string | null;
  readonly byHandUrl: string;
  /** The code is shown already: nothing is told to anybody. */
  readonly byHand: boolean;
}

const answerWithinMs = 1_000;

const sections = ['working', 'by-hand', 'done', 'ended'] as const;

const show = (shown: (typeof sections)[number]): void => {
  for (const id of sections) {
    const section = document.getElementById(id);
    if (!section) continue;
    section.hidden = id !== shown;
    if (id !== shown) continue;
    // The focus reads it out, wherever in the page the reader was.
    section.tabIndex = -1;
    section.focus();
  }
};

const readData = (): FinishData | undefined => {
  const text = document.getElementById('gck-data')?.textContent;
  const data: unknown = text ? JSON.parse(text) : undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  const { message, hostOrigin, returnUrl, byHandUrl, byHand } = data as Readonly<Record<string, unknown>>;
  const read = readWindowMessage(message);
  if (!read || typeof hostOrigin !== 'string' || typeof byHandUrl !== 'string') return undefined;
  return { message: read, hostOrigin, returnUrl: typeof returnUrl === 'string' ? returnUrl : null, byHandUrl, byHand: byHand === true };
};

const takeTheOtherWay = ({ message, returnUrl, byHandUrl }: FinishData): void => {
  // `replace`, so that no way back in the history leads to a page that tells again.
  if (returnUrl) location.replace(returnUrl + returnFragment(message));
  else if (message.gck === 'finish') location.replace(byHandUrl);
  else show('ended');
};

const tell = (data: FinishData): void => {
  const opener = window.opener as Window | null;
  if (!opener) return takeTheOtherWay(data);
  const timer = setTimeout(() => {
    removeEventListener('message', heard);
    takeTheOtherWay(data);
  }, answerWithinMs);
  const heard = ({ origin, source, data: answer }: MessageEvent): void => {
    if (origin !== data.hostOrigin || source !== opener || !isAnswerTo(data.message, answer)) return;
    clearTimeout(timer);
    removeEventListener('message', heard);
    // First the words, because a browser may refuse to close the window.
    show(data.message.gck === 'finish' ? 'done' : 'ended');
    close();
  };
  addEventListener('message', heard);
  opener.postMessage(data.message, data.hostOrigin);
};

const data = readData();
if (data && !data.byHand) tell(data);
