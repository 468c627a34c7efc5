import { html, type TemplateResult } from 'lit';
import type { ConnectState } from '../../client/connect/connect-state.ts';
import type { ClientFailure } from '../../client/mail-client/mail-client.ts';
import { failureWords } from './failure-words.ts';
import type { Model, Step } from './model.ts';
import { sceneOf } from './scene.ts';
import { skeleton } from '../shared/skeleton.ts';
import { button } from './pieces/button.ts';
import { note } from './pieces/note.ts';
import { atGoogleView } from './views/at-google-view.ts';
import { beforeGoogleView } from './views/before-google-view.ts';
import { cardView } from './views/card-view.ts';
import { claimingView } from './views/claiming-view.ts';
import { connectedView } from './views/connected-view.ts';
import { emailConnectionView, emailSettingsView, settingsView } from './views/entry-view.ts';
import { frame } from './views/frame.ts';
import { getStartedView } from './views/get-started-view.ts';
import { leavingView } from './views/leaving-view.ts';
import { outcomeView, unpreparedView } from './views/outcome-view.ts';
import { providerView } from './views/provider-view.ts';
import { windowBlockedView } from './views/window-blocked-view.ts';
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
      return card.kind === 'failed' ? unknownView(model, card.failure) : skeleton('card');
    case 'loading':
      return skeleton('card');
  }
};

/** Nothing is known of the person's connections, and the service could not be asked. */
const unknownView = (model: Pick<Model, 'send'>, failure: ClientFailure): TemplateResult => {
  const { heading, holds } = failureWords(failure);
  return html`<section class="sheet part" part="card">${note('warn', heading, holds)}<div>${button(model, { label: tryAgain(), icon: 'refresh', does: { do: 'refresh' } }, 'solid accent')}</div></section>`;
};

/** The page has not said yet where the service is. */
export const withoutEndpoint = (): TemplateResult => unknownView({ send: () => undefined }, { code: 'endpoint-missing' });

type At<A> = Extract<ConnectState, { at: A }>;

const steps: { readonly [A in ConnectState['at']]: (model: Model, state: At<A>) => Step } = {
  settings: settingsView,
  'email-settings': emailSettingsView,
  'email-connection': emailConnectionView,
  'get-started': getStartedView,
  provider: providerView,
  'before-google': (_model, state) => (state.preparation.kind === 'failed' ? unpreparedView(state.preparation.failure) : beforeGoogleView(state)),
  'window-blocked': (_model, state) => windowBlockedView(state),
  'at-google': atGoogleView,
  leaving: leavingView,
  claiming: (_model, state) => claimingView(state),
  connected: (_model, state) => connectedView(state),
  failed: outcomeView,
};

/** The table holds a view for each state; that the two belong together is known to it and not to the compiler. */
const stepView = (model: Model): Step => (steps[model.connect.at] as (model: Model, state: ConnectState) => Step)(model, model.connect);
