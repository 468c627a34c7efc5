import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../shared/icon.ts';
import { outside } from '../../shared/outside.ts';
import { productOf, type Model, type Step } from '../model.ts';

const benefit = (sign: IconName, name: string): TemplateResult =>
  html`<li><span class="tile accent">${icon(sign)}</span><b>${name}</b></li>`;

/** Step 4: what the connection brings, what can disturb it, and whose limits apply. */
export const getStartedView = ({ card, serviceOrigin, tag, send }: Model): Step => {
  const product = productOf(card);
  return {
    heading: product ? msg(str`Use your Gmail in ${product}`) : msg('Use your own Gmail'),
    body: html`<p class="soft">${msg('Connecting to Gmail gives you reply tracking, the Gmail delivery channel, scheduled emails and sending within the rules.')}</p>
      <ul class="benefits" part="benefits">
        ${benefit('reply', msg('Reply tracking'))}${benefit('send', msg('Delivery channel'))}${benefit('clock', msg('Scheduled emails'))}${benefit('shield', msg('Sending within the rules'))}
      </ul>
      <div class="note warn" part="caution">${icon('filter')}
        <div>
          <p><b>${msg('Filters that mark emails as read can disturb reply tracking')}</b></p>
          <p>${msg('We recommend turning such filters off while you use reply tracking.')} ${outside(`https://support.google.com/mail/answer/6579?hl=${tag}`, msg('How filters work'))}</p>
        </div>
      </div>
      <p class="aside small">${icon('gauge')}<span>${msg('Gmail applies its own sending limits.')} ${serviceOrigin ? outside(`${serviceOrigin}/limits`, msg('Learn more')) : nothing}</span></p>`,
    primary: { label: msg('Get Started'), press: () => send({ do: 'get-started' }) },
  };
};
