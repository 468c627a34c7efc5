import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { Asking, Attempt } from '../../../client/connect-state.ts';
import { icon } from '../../shared/icon.ts';
import { timeOf } from '../../shared/when.ts';
import type { Model, Step } from '../model.ts';

/** Google answered and nothing reached this page: the person carries eight characters over from the service's window. */
export const codeView = (model: Model, { triesLeft, wrong }: Extract<Asking, { kind: 'code' }>, { flow }: Attempt): Step => {
  const until = timeOf(new Date(flow.expiresAt), model.tag);
  return {
    heading: msg('Type the code from the other window'),
    body: html`<p class="soft">${msg('Google has answered. The other window shows eight characters, which prove that both windows are yours.')}</p>
      <label class="field" part="finish-code"><b>${msg('Code from the other window')}</b>
        <input class="input code" name="code" data-focus required autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" dir="ltr" maxlength="16" aria-describedby="wrong status" aria-invalid=${wrong ? 'true' : nothing} />
      </label>${wrong ? html`<p class="wrong" id="wrong">${icon('note')}${msg('That code was not right.')}</p>` : nothing}`,
    status: triesLeft === 1 ? msg(str`1 try left, until ${until}`) : msg(str`${triesLeft} tries left, until ${until}`),
    primary: { label: msg('Connect') },
    submit: (form) => {
      const code = form.get('code');
      if (typeof code === 'string' && code.trim()) model.send({ do: 'type-code', code });
    },
  };
};
