import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Attempt, Goal } from '../../../client/connect/connect-state.ts';
import { isolated } from '../../shared/address.ts';
import { inThisTab } from '../actions.ts';
import type { Model, Step } from '../model.ts';
import { button } from '../pieces/button.ts';

/** What to do in Google's window, while this page waits for it. */
export const waitingView = (model: Model, goal: Goal, attempt: Attempt): Step => {
  const expected = expectedOf(model, goal);
  const there = [
    expected ? msg(str`Choose ${isolated(expected)}, or enter this address`) : msg('Choose an account, or enter your Gmail address'),
    msg('Enter your password (at Google only)'),
    msg('Press Allow (today often Continue)'),
  ];
  return {
    heading: msg('Continue in Google’s window'),
    body: html`<ol class="flow there">${there.map((words, index) => html`<li class="line"><i aria-hidden="true">${index + 7}</i>${words}</li>`)}</ol>`,
    busy: true,
    status: attempt.status === 'awaiting-claim' ? msg('Google has answered. One moment.') : msg('This page moves on by itself when Google answers.'),
    below: windowHelp(model, attempt),
    primary: { label: msg('Show Google’s window'), icon: 'window', does: { do: 'focus-google' } },
  };
};

const windowHelp = (model: Model, attempt: Attempt): TemplateResult => html`<div class="line wrap">
  ${button(model, { label: msg('Open the window again'), waiting: attempt.next?.kind === 'preparing', does: { do: 'open-google-again' } })}
  ${attempt.flow.returnPage ? button(model, inThisTab()) : nothing}
</div>`;

const expectedOf = ({ card }: Model, { intent }: Goal): string | undefined => {
  if (card.kind !== 'shown') return undefined;
  if (intent.kind === 'connect') return intent.expectedEmail ?? card.view.user.expectedEmail;
  return card.view.connections.find(({ id }) => id === intent.connectionId)?.email;
};
