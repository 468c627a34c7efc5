import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Reply } from '../../../contract/index.ts';
import { listIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';

/** What can be done with a mail: handled, another verdict, open in Gmail. */
export const toolsView = ({ send, looking }: Model, { id, handled, openUrl }: Reply): TemplateResult => {
  const handledWords = handled ? msg('Not handled after all') : msg('Mark as handled');
  const correctWords = msg('Correct what it is');
  const gmailWords = msg('Open in Gmail (new tab)');
  return html`<button class="tool" aria-pressed=${handled} aria-label=${handledWords} title=${handledWords} @click=${() => send({ do: 'handle', id, handled: !handled })}>${listIcon('check')}</button><button class="tool" data-menu=${id} aria-haspopup="menu" aria-expanded=${looking.menu === id} aria-label=${correctWords} title=${correctWords} @click=${() => send(looking.menu === id ? { do: 'leave-menu' } : { do: 'choose-verdict', id })}>${listIcon('pencil')}</button><a class="tool" href=${openUrl} target="_blank" rel="noopener noreferrer" aria-label=${gmailWords} title=${gmailWords}>${listIcon('window')}</a>`;
};
