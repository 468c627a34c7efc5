import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import { productOf, type Model, type Provider, type Step } from '../model.ts';

/** Step 5. Outlook stands here only where the host offers it, and it is the host that connects it. */
export const providerView = (model: Model): Step => {
  const product = productOf(model.card) ?? msg('Your CRM');
  return {
    heading: msg('How do you send emails?'),
    body: html`<div class="choice" role="radiogroup" aria-labelledby="heading">${model.providers.map((each) => option(model, each))}</div>`,
    status: model.provider === 'outlook' ? msg(str`${product} connects Outlook itself.`) : '',
    primary: { label: msg('Next') },
    others: [{ label: msg('Back'), press: () => model.send({ do: 'back' }) }],
    submit: model.goOn,
  };
};

const option = ({ provider, choose }: Model, value: Provider): TemplateResult => {
  const [sign, name, what] =
    value === 'gmail'
      ? (['mail', msg('I use Gmail to send emails'), msg('Gmail or Google Workspace')] as const)
      : (['inbox', msg('I use Outlook to send emails'), msg('Outlook or Microsoft 365')] as const);
  return html`<label class="row"><span class="tile">${icon(sign)}</span><span class="grow"><b>${name}</b><span class="small">${what}</span></span><input type="radio" name="provider" value=${value} .checked=${provider === value} @change=${() => choose(value)} /></label>`;
};
