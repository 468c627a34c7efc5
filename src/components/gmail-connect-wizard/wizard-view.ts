import { html, nothing, type TemplateResult } from 'lit';
import { assertNever } from '../../contract/index.ts';
import type { Model, Step } from './model.ts';
import { sceneOf } from './scene.ts';
import { beforeGoogleView } from './views/before-google-view.ts';
import { emailConnectionView, emailSettingsView, settingsView } from './views/entry-view.ts';
import { frame } from './views/frame.ts';
import { getStartedView } from './views/get-started-view.ts';
import { incompleteView, loadingView } from './views/loading-view.ts';
import { providerView } from './views/provider-view.ts';

export type Later = typeof import('./views/later.ts');

/** Whether this model needs the views that come later. */
export const needsLater = ({ connect, card }: Pick<Model, 'connect' | 'card'>): boolean => {
  const scene = sceneOf(connect, card);
  if (scene === 'loading') return false;
  if (scene !== 'step') return true;
  if (connect.at === 'before-google') return connect.preparation.kind === 'failed';
  return 'goal' in connect || connect.at === 'connected';
};

export const wizardView = (model: Model, later: Later | undefined, incomplete: boolean): TemplateResult => {
  const { connect, card } = model;
  const scene = sceneOf(connect, card);
  if (!later && needsLater(model)) return incomplete ? incompleteView() : loadingView();
  if (scene === 'loading') return loadingView();
  if (scene === 'card' && later && card.kind === 'shown') return later.cardView(model, card);
  if (scene === 'unknown' && later && card.kind === 'failed') return later.unknownView(model, card.failure);
  const step = stepView(model, later);
  const withdrawals = later && card.kind === 'shown' ? later.withdrawalsView(model, card) : nothing;
  return step ? html`${frame(model, step)}${withdrawals}` : loadingView();
};

const stepView = (model: Model, later: Later | undefined): Step | undefined => {
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
      if (connect.preparation.kind === 'failed') return later?.unpreparedView(model, connect.preparation.failure);
      return beforeGoogleView(model, connect);
    case 'window-blocked':
      return later?.windowBlockedView(model, connect);
    case 'at-google':
      return later?.atGoogleView(model, connect);
    case 'leaving':
      return later?.leavingView();
    case 'claiming':
      return later?.claimingView(model, connect);
    case 'connected':
      return later?.connectedView(model, connect);
    case 'failed':
      return later?.outcomeView(model, connect);
    default:
      return assertNever(connect);
  }
};
