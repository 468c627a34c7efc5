import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import { back } from '../actions.ts';
import type { Model, Provider, Step } from '../model.ts';
import { productOf } from '../words.ts';

/** Step 5. Outlook stands here only where the host offers it, and it is the host that connects it. */
export const providerView = (model: Model): Step => ({
  heading: msg('How do you send emails?'),
  body: html`<div class="flow" role="radiogroup" aria-labelledby="heading">${model.providers.map((each) => option(model, each))}</div>`,
  status: model.provider === 'outlook' ? msg(str`${productOf(model)} connects Outlook itself.`) : '',
  primary: { label: msg('Next') },
  others: [back()],
  submit: () => model.send({ do: 'next' }),
});

const option = ({ provider, send }: Model, value: Provider): TemplateResult => {
  const gmail = value === 'gmail';
  return html`<label class="row choice"><span class="tile">${icon('mail')}</span><span class="grow"><b>${gmail ? msg('I use Gmail to send emails') : msg('I use Outlook to send emails')}</b><span class="small">${gmail ? 'Gmail, Google Workspace' : 'Outlook, Microsoft 365'}</span></span><input type="radio" name="provider" value=${value} .checked=${provider === value} @change=${() => send({ do: 'choose-provider', provider: value })} /></label>`;
};
