import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../shared/icon.ts';
import { outside } from '../../shared/outside.ts';
import { keptWords } from '../../shared/kept-words.ts';
import type { Model, Step } from '../model.ts';
import { note } from '../pieces/note.ts';
import { productOf } from '../words.ts';

const benefit = (sign: IconName, name: string): TemplateResult => html`<li class="line"><span class="tile accent">${icon(sign)}</span><b>${name}</b></li>`;

/** Step 4: what the connection brings, what can disturb it, and whose limits apply. */
export const getStartedView = (model: Model): Step => ({
  heading: msg(str`Use your Gmail in ${productOf(model)}`),
  says: msg('Connecting to Gmail gives you reply tracking, the Gmail delivery channel, scheduled emails and sending within the rules.'),
  body: html`<ul class="benefits" part="benefits">${benefit('reply', msg('Reply tracking'))}${benefit('send', msg('Delivery channel'))}${benefit('clock', msg('Scheduled emails'))}${benefit('shield', msg('Sending within the rules'))}</ul>
    ${note('warn', msg('Filters that mark emails as read can disturb reply tracking'), html`<span>${msg('We recommend turning such filters off while you use reply tracking.')} ${outside(`https://support.google.com/mail/answer/6579?hl=${model.tag}`, msg('How filters work'))}</span>`, 'caution')}
    <p class="small">${msg('Gmail applies its own sending limits.')} ${model.serviceOrigin ? outside(`${model.serviceOrigin}/limits?lang=${model.tag}`, msg('Learn more')) : nothing}</p>
    <p class="small">${keptWords()}</p>`,
  primary: { label: msg('Get Started'), does: { do: 'get-started' } },
});
