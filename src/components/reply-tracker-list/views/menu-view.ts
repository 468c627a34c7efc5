import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Correction, Reply } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { listIcon } from '../list-icon.ts';
import type { Model } from '../model.ts';
import { corrections, lookOfVerdict, verdictName } from '../verdict-words.ts';

/** What the mail is, by the person's own word; and the way back to what the rules said. */
export const menuView = (model: Model, id: string): TemplateResult | typeof nothing => {
  const reply = model.reply(id);
  if (reply === undefined) return nothing;
  const { corrected } = reply;
  const told = model.product === undefined ? msg('Your correction is kept, and your CRM is told.') : msg(str`Your correction is kept, and ${isolated(model.product)} is told.`);
  return html`<div class="menu" part="menu" popover="manual" id="menu">
    <p class="title" id="menu-title"><b>${msg('What is this email?')}</b></p>
    <div role="menu" aria-labelledby="menu-title">
      ${corrections.map((each) => choiceView(model, reply, each))}
      ${corrected === undefined ? nothing : html`<button class="choice back" role="menuitem" tabindex="-1" @click=${() => model.send({ do: 'correct', id, verdict: 'as-judged' })}>${listIcon('refresh')}<span class="grow">${msg(str`Take back: ${verdictName(corrected.judged)}`)}</span></button>`}
    </div>
    <p class="small">${told}</p>
  </div>`;
};

const choiceView = ({ send }: Model, { id, verdict }: Reply, choice: Correction): TemplateResult => {
  const { icon, tone } = lookOfVerdict(choice);
  const chosen = verdict === choice;
  return html`<button class="choice" role="menuitemradio" tabindex="-1" aria-checked=${chosen} @click=${() => send(chosen ? { do: 'leave-menu' } : { do: 'correct', id, verdict: choice })}><span class=${tone}>${listIcon(icon)}</span><span class="grow">${verdictName(choice)}</span>${chosen ? listIcon('check') : nothing}</button>`;
};
