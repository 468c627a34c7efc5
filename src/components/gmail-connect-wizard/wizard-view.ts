import { html, type TemplateResult } from 'lit';
import type { ClientFailure } from '../../client/mail-client.ts';
import { assertNever } from '../../contract/outcome.ts';
import { failureWords } from './failure-words.ts';
import type { Model, Step } from './model.ts';
import { sceneOf } from './scene.ts';
import { skeleton } from './skeleton.ts';
import { atGoogleView, claimingView, leavingView, windowBlockedView } from './views/at-google-view.ts';
import { beforeGoogleView } from './views/before-google-view.ts';
import { cardView } from './views/card-view.ts';
import { connectedView } from './views/connected-view.ts';
import { emailConnectionView, emailSettingsView, settingsView } from './views/entry-view.ts';
import { button, frame, note } from './views/frame.ts';
import { getStartedView } from './views/get-started-view.ts';
import { outcomeView, unpreparedView } from './views/outcome-view.ts';
import { providerView } from './views/provider-view.ts';
import { withdrawalsView } from './views/withdrawals-view.ts';
import { tryAgain } from './words.ts';

/** What a person sees, as a function of what is known. */
export const wizardView = (model: Model): TemplateResult => {
  const { connect, card } = model;
  switch (sceneOf(connect, card)) {
    case 'step':
      return html`${frame(model, stepView(model))}${withdrawalsView(model)}`;
    case 'card':
      return html`${card.kind === 'shown' ? cardView(model, card) : ''}${withdrawalsView(model)}`;
    case 'unknown':
      return card.kind === 'failed' ? unknownView(model, card.failure) : skeleton();
    case 'loading':
      return skeleton();
  }
};

/** Nothing is known of the person's connections, and the service could not be asked. */
const unknownView = ({ sendCard }: Model, failure: ClientFailure): TemplateResult => {
  const { heading, holds } = failureWords(failure);
  return html`<section class="sheet part" part="card">${note('warn', heading, holds)}<div>${button({ label: tryAgain(), icon: 'refresh', press: () => sendCard({ do: 'refresh' }) }, 'solid accent')}</div></section>`;
};

const stepView = (model: Model): Step => {
  const { connect } = model;
  switch (connect.at) {
    case 'settings':
      return settingsView(model);
    case 'email-settings':
      return emailSettingsView(model);
    case 'email-connection':
      return emailConnectionView(model);
    case 'get-started':
      return getStartedView(model);
    case 'provider':
      return providerView(model);
    case 'before-google':
      return connect.preparation.kind === 'failed' ? unpreparedView(model, connect.preparation.failure) : beforeGoogleView(model, connect);
    case 'window-blocked':
      return windowBlockedView(model, connect);
    case 'at-google':
      return atGoogleView(model, connect);
    case 'leaving':
      return leavingView();
    case 'claiming':
      return claimingView(model, connect);
    case 'connected':
      return connectedView(model, connect);
    case 'failed':
      return outcomeView(model, connect);
    default:
      return assertNever(connect);
  }
};
