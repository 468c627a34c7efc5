import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Asking, Attempt, ConnectState, Goal } from '../../../client/connect-state.ts';
import { assertNever } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import type { Model, Step } from '../model.ts';
import { codeView } from './code-view.ts';
import { button } from './frame.ts';
import { googleSaysView } from './google-says-view.ts';

type AtGoogle = Extract<ConnectState, { at: 'at-google' }>;

/** Steps 7 to 9, while Google's window is open: what to do there, or the one question that waiting has raised. */
export const atGoogleView = (model: Model, { goal, attempt, asking }: AtGoogle): Step => {
  const others = [{ label: msg('Cancel'), press: () => model.send({ do: 'cancel' }) }];
  return { others, ...asked(model, goal, attempt, asking) };
};

const asked = (model: Model, goal: Goal, attempt: Attempt, asking: Asking): Step => {
  switch (asking.kind) {
    case 'nothing':
      return waiting(model, goal, attempt);
    case 'closed':
      return closed(model);
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
  return {
    heading: msg('Continue in Google’s window'),
    body: html`<ol class="there">
        <li><i aria-hidden="true">7</i><span>${expected ? msg(str`Choose ${isolated(expected)}, or enter this address`) : msg('Choose an account, or enter your Gmail address')}</span></li>
        <li><i aria-hidden="true">8</i><span>${msg('Enter your password (at Google only)')}</span></li>
        <li><i aria-hidden="true">9</i><span>${msg('Press Allow (today often Continue)')}</span></li>
      </ol>`,
    below: windowHelp(model, attempt),
    busy: true,
    status: attempt.status === 'awaiting-claim' ? msg('Google has answered. One moment.') : msg('Waiting for Google’s answer. This page moves on by itself.'),
    primary: { label: msg('Show Google’s window'), icon: 'window', press: () => model.send({ do: 'focus-google' }) },
  };
};

const windowHelp = ({ send }: Model, attempt: Attempt): TemplateResult => html`
  <div class="help">
    <p class="small">${msg('No window to be seen?')}</p>
    <div class="actions">
      ${button({ label: msg('Open the window again'), press: () => send({ do: 'open-google-again' }), waiting: attempt.next?.kind === 'preparing' }, 'quiet')}
      ${attempt.flow.returnPage ? button({ label: msg('Continue in this tab'), press: () => send({ do: 'continue-in-this-tab' }) }, 'quiet') : nothing}
    </div>
  </div>
`;

const expectedOf = ({ card }: Model, { intent }: Goal): string | undefined => {
  if (card.kind !== 'shown') return undefined;
  if (intent.kind === 'connect') return intent.expectedEmail ?? card.view.user.expectedEmail;
  return card.view.connections.find(({ id }) => id === intent.connectionId)?.email;
};

const closed = ({ send }: Model): Step => ({
  heading: msg('Did you close Google’s window?'),
  body: html`<p class="soft">${msg('This page cannot see for certain. Nothing has been changed.')}</p>`,
  primary: { label: msg('No, it is still open'), press: () => send({ do: 'answer-closed', closed: false }) },
  others: [{ label: msg('Yes, I closed it'), press: () => send({ do: 'answer-closed', closed: true }) }],
});

/** The browser refused to open the window: open it again by a press of its own, or go to Google in this tab. */
export const windowBlockedView = ({ send }: Model, { attempt }: Extract<ConnectState, { at: 'window-blocked' }>): Step => ({
  sign: { icon: 'window', tone: 'warn' },
  heading: msg('Your browser blocked Google’s window'),
  body: html`<p class="soft">${attempt.flow.returnPage ? msg('Nothing is lost. Open it again, or go to Google in this tab and come straight back here.') : msg('Nothing is lost. Allow windows for this page, by the sign at the end of the address bar, then open it again.')}</p>`,
  primary: { label: msg('Open again'), icon: 'window', press: () => send({ do: 'open-google-again' }) },
  others: [
    { label: msg('Cancel'), press: () => send({ do: 'cancel' }) },
    ...(attempt.flow.returnPage ? [{ label: msg('Continue in this tab'), press: () => send({ do: 'continue-in-this-tab' }) }] : []),
  ],
});

export const leavingView = (): Step => ({
  heading: msg('Going to Google in this tab'),
  body: html``,
  busy: true,
  status: msg('You come back here when Google has answered.'),
});

export const claimingView = ({ send }: Model, { claim }: Extract<ConnectState, { at: 'claiming' }>): Step => {
  const lost = claim.answer === 'lost';
  return {
    heading: msg('Google has answered'),
    body: html``,
    busy: true,
    status: lost ? msg('The mail service’s answer did not arrive. It is asked again.') : msg('Saving the connection.'),
    others: lost ? [{ label: msg('Cancel'), press: () => send({ do: 'cancel' }) }] : [],
  };
};
