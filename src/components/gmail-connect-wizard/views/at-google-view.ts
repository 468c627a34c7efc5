import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Asking, Attempt, ConnectState, Goal } from '../../../client/connect/connect-state.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { isolated } from '../../shared/address.ts';
import type { Action, Model, Step } from '../model.ts';
import { cancel } from '../words.ts';
import { codeView } from './code-view.ts';
import { button } from './frame.ts';
import { googleSaysView } from './google-says-view.ts';

/** Steps 7 to 9, while Google's window is open: what to do there, or the one question that waiting has raised. */
export const atGoogleView = (model: Model, { goal, attempt, asking }: Extract<ConnectState, { at: 'at-google' }>): Step => ({
  others: [{ label: cancel(), does: { do: 'cancel' } }],
  ...asked(model, goal, attempt, asking),
});

const asked = (model: Model, goal: Goal, attempt: Attempt, asking: Asking): Step => {
  switch (asking.kind) {
    case 'nothing':
      return waiting(model, goal, attempt);
    case 'closed':
      return closed();
    case 'code':
      return codeView(model, asking, attempt);
    case 'google-says':
      return googleSaysView(model, asking.chosen);
    default:
      return assertNever(asking);
  }
};

const waiting = (model: Model, goal: Goal, attempt: Attempt): Step => {
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

const inThisTab = (): Action => ({ label: msg('Continue in this tab'), does: { do: 'continue-in-this-tab' } });

const expectedOf = ({ card }: Model, { intent }: Goal): string | undefined => {
  if (card.kind !== 'shown') return undefined;
  if (intent.kind === 'connect') return intent.expectedEmail ?? card.view.user.expectedEmail;
  return card.view.connections.find(({ id }) => id === intent.connectionId)?.email;
};

const closed = (): Step => ({
  heading: msg('Did you close Google’s window?'),
  says: msg('This page cannot see it. Nothing was changed.'),
  primary: { label: msg('No, it is still open'), does: { do: 'answer-closed', closed: false } },
  others: [{ label: msg('Yes, I closed it'), does: { do: 'answer-closed', closed: true } }],
});

/** The browser refused to open the window: open it again by a press of its own, or go to Google in this tab. */
export const windowBlockedView = ({ attempt }: Extract<ConnectState, { at: 'window-blocked' }>): Step => ({
  tone: 'warn',
  heading: msg('Your browser blocked Google’s window'),
  says: attempt.flow.returnPage
    ? msg('Nothing is lost. Open it again, or go to Google in this tab and come straight back here.')
    : msg('Nothing is lost. Allow windows for this page in the address bar, then open it again.'),
  primary: { label: msg('Open again'), icon: 'window', does: { do: 'open-google-again' } },
  others: [{ label: cancel(), does: { do: 'cancel' } }, ...(attempt.flow.returnPage ? [inThisTab()] : [])],
});

export const leavingView = (): Step => ({ heading: msg('Going to Google in this tab'), busy: true, status: msg('You come back here when Google has answered.') });

export const claimingView = ({ claim }: Extract<ConnectState, { at: 'claiming' }>): Step => {
  const lost = claim.answer === 'lost';
  return {
    heading: msg('Google has answered'),
    busy: true,
    status: lost ? msg('The mail service’s answer was lost. Asking again.') : msg('Saving the connection.'),
    others: lost ? [{ label: cancel(), does: { do: 'cancel' } }] : [],
  };
};
