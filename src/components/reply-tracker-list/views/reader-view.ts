import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Reply } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { isolated } from '../../shared/address.ts';
import { confidenceWord, evidenceWords } from '../evidence-words.ts';
import { failureWords } from '../../shared/service-failure-words.ts';
import { listIcon } from '../list-icon.ts';
import type { Model, Opened } from '../model.ts';
import { wholeTime } from '../row-time.ts';
import { lookOf, verdictName, verdictWords } from '../verdict-words.ts';
import { tryAgain } from '../words.ts';
import { menuView } from './menu-view.ts';
import { subjectView } from './row-view.ts';
import { toolsView } from './tools-view.ts';

/** The mail that was opened: who, what, why it was judged so, and its words, as text and never as markup. */
export const readerView = (model: Model): TemplateResult | typeof nothing => {
  const { looking, send } = model;
  const { opened } = looking;
  const reply = opened && model.reply(opened.id);
  if (opened === undefined || reply === undefined) return nothing;
  const { tone, icon } = lookOf(reply);
  return html`<dialog class="reader" part="reader" aria-labelledby="reader-title" @close=${() => send({ do: 'close' })} @cancel=${(event: Event) => looking.menu === undefined || event.preventDefault()}>
    <header class="head"><span class="mark ${tone}">${listIcon(icon)}</span><div class="grow"><h3 id="reader-title" tabindex="-1">${subjectView(reply)}</h3><p class="small"><b><bdi>${reply.from.name || reply.from.address}</bdi></b> <bdi>${reply.from.name === '' ? '' : reply.from.address}</bdi></p><p class="small"><time datetime=${reply.receivedAt}>${wholeTime(new Date(reply.receivedAt), model.tag)}</time></p></div><button class="tool" aria-label=${msg('Close')} @click=${() => send({ do: 'close' })}>${listIcon('cross')}</button></header>
    <div class="words" tabindex="0" role="region" aria-label=${msg('Text of the email')}>${textView(model, opened)}</div>
    <footer class="foot"><div class="grow">${reasonsView(model, reply)}</div><div class="line">${toolsView(model, reply)}</div></footer>
    ${looking.menu === undefined ? nothing : menuView(model, looking.menu)}
  </dialog>`;
};

const reasonsView = ({ tag, now }: Model, reply: Reply): TemplateResult => {
  const { corrected, confidence, evidence, answers } = reply;
  return html`<p class="line wrap"><span class="chip ${lookOf(reply).tone}">${verdictWords(reply, tag, now)}</span><b>${corrected === undefined ? `${confidenceWord(confidence)}.` : msg('Corrected by you.')}</b>${corrected === undefined ? nothing : html`<span class="soft">${msg(str`It had been judged as: ${verdictName(corrected.judged)}.`)}</span>`}</p>
    <ul class="reasons small">${evidence.map((each) => evidenceWords(each) ?? nothing).map((words) => (words === nothing ? nothing : html`<li>${words}.</li>`))}${answers === undefined ? nothing : html`<li>${msg(str`Your email: ${isolated(answers.subject)}, ${wholeTime(new Date(answers.sentAt), tag)}`)}</li>`}</ul>`;
};

const textView = ({ send }: Model, { id, text }: Opened): TemplateResult => {
  switch (text.kind) {
    case 'reading':
      return html`<p class="line soft"><i class="spin"></i>${msg('Fetching the text from Gmail')}</p>`;
    case 'failed': {
      const { fact, holds } = failureWords(text.failure);
      return html`<div class="note warn" role="alert">${listIcon('alert')}<div class="grow"><b>${fact}.</b> ${holds}</div></div>${text.failure.code === 'mail-gone' ? nothing : html`<button class="btn small-btn" @click=${() => send({ do: 'open', id })}>${tryAgain()}</button>`}`;
    }
    case 'shown': {
      const { text: own, whole, separated } = text.text;
      const shown = text.whole ? whole : own;
      const more = separated && whole.trim() !== own.trim();
      return html`${shown.trim() === '' ? html`<p class="soft">${msg('Nothing but quoted text or a signature was found.')}</p>` : html`<p class="plain" dir="auto">${shown}</p>`}
        ${more ? html`<button class="link" aria-expanded=${text.whole} @click=${() => send({ do: 'show-whole', whole: !text.whole })}>${text.whole ? msg('Hide quoted text') : msg('Show quoted text')}</button>` : nothing}`;
    }
    default:
      return assertNever(text);
  }
};
