import type { WindowMessage } from '../../contract/index.ts';
import { documentOf, escapeHtml, escapeJson } from '../pages/page-document.ts';
import { languageOf } from '../pages/page-language.ts';
import type { Flow } from '../store/flows.ts';
import { pageWords, type PageWords } from './page-words.ts';
import { shownName } from './shown-name.ts';

export interface FinishParts {
  readonly flow: Flow;
  readonly product: string;
  readonly message: WindowMessage | undefined;
  readonly byHand: boolean;
  readonly returnUrl: string | undefined;
  readonly byHandUrl: string;
}

/**
 * The finish page: four sections of which one is shown. What is shown at first is right without any script; the script
 * reads `gck-data`, tells the waiting page, and then shows another section.
 */
export const finishDocument = (parts: FinishParts): string => {
  const { flow, message } = parts;
  const language = languageOf(flow.locale);
  const words = pageWords[language];
  const visible = sectionOf(parts);
  const section = (id: Section, content: string): string =>
    `<section id="${id}"${id === visible ? '' : ' hidden'}>\n${content}\n</section>`;
  return documentOf({
    language,
    title: words.title,
    head: message === undefined ? '' : scriptOf(parts, message),
    body: [
      section('working', workingOf(parts, words)),
      section('by-hand', byHandOf(parts, words)),
      section('done', `<h1>${escapeHtml(words.doneTitle)}</h1>\n<p role="status">${escapeHtml(words.close)}</p>`),
      section('ended', endedOf(parts, words)),
    ].join('\n'),
  });
};

type Section = 'working' | 'by-hand' | 'done' | 'ended';

const sectionOf = ({ message, byHand }: FinishParts): Section => {
  if (message === undefined) return 'done';
  if (message.gck === 'ended') return 'ended';
  return byHand ? 'by-hand' : 'working';
};

const scriptOf = ({ flow, byHand, returnUrl, byHandUrl }: FinishParts, message: WindowMessage): string => {
  const data = { message, hostOrigin: flow.origin, returnUrl: returnUrl ?? null, byHandUrl, byHand };
  return `<script type="application/json" id="gck-data">${escapeJson(data)}</script>
<script type="module" src="/connect/finish.js"></script>
`;
};

const workingOf = ({ byHandUrl }: FinishParts, words: PageWords): string => `<h1>${escapeHtml(words.title)}</h1>
<p role="status">${escapeHtml(words.working)}</p>
<noscript><p>${escapeHtml(words.noScript)} <a href="${escapeHtml(byHandUrl)}">${escapeHtml(words.showCode)}</a></p></noscript>`;

const byHandOf = (parts: FinishParts, words: PageWords): string => {
  const { flow, product, message, byHand } = parts;
  const code = byHand && message?.gck === 'finish' ? message.finishCode : '';
  return `<h1>${escapeHtml(words.byHandTitle)}</h1>
<p>${escapeHtml(words.byHandIntro(product))}</p>
<p class="code"><output id="code" aria-label="${escapeHtml(code.split('').join(' '))}">${escapeHtml(code)}</output></p>
<p class="warning"><strong>${escapeHtml(words.warning)}</strong></p>
<dl>
<dt>${escapeHtml(words.inProduct)}</dt><dd>${escapeHtml(product)} <span class="origin">${escapeHtml(flow.origin)}</span></dd>
<dt>${escapeHtml(words.forUser)}</dt><dd><bdi>${escapeHtml(shownName(flow.userName ?? '') || shownName(flow.user))}</bdi></dd>
<dt>${escapeHtml(words.mailbox)}</dt><dd>${escapeHtml(flow.expectedEmail ?? words.anyMailbox)}</dd>
</dl>`;
};

const endedOf = ({ message }: FinishParts, words: PageWords): string => {
  const ended = message?.gck === 'ended' ? message.ended : 'failed';
  return `<h1>${escapeHtml(words.endedTitle[ended])}</h1>
<p role="status">${escapeHtml(words.endedText[ended])}</p>
<p>${escapeHtml(words.close)}</p>`;
};
