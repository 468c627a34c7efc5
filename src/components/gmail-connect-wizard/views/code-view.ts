import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { Asking, Attempt } from '../../../client/connect/connect-state.ts';
import { timeOf } from '../../shared/when.ts';
import type { Model, Step } from '../model.ts';

/** Google answered and nothing reached this page: the person carries eight characters over from the service's window. */
export const codeView = ({ send, tag }: Model, { triesLeft, wrong }: Extract<Asking, { kind: 'code' }>, { flow }: Attempt): Step => ({
  heading: msg('Type the code from the other window'),
  says: msg('It shows eight characters, which prove that both windows are yours.'),
  body: html`<label class="flow" part="finish-code"><b>${msg('Code from the other window')}</b><input class="code" name="code" data-focus autocomplete="one-time-code" spellcheck="false" dir="ltr" maxlength="16" aria-describedby="wrong status" aria-invalid=${wrong ? 'true' : nothing} /></label>
    <p class="wrong bad" id="wrong" role="alert">${wrong ? msg('That code was not right.') : nothing}</p>`,
  status: msg(str`Tries left: ${triesLeft}, until ${timeOf(new Date(flow.expiresAt), tag)}`),
  primary: { label: msg('Connect') },
  submit: (form) => {
    const code = form.get('code');
    if (typeof code === 'string' && code.trim()) send({ do: 'type-code', code });
  },
});
