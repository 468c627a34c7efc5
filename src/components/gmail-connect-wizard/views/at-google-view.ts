import type { Asking, Attempt, ConnectState, Goal } from '../../../client/connect/connect-state.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { cancel } from '../actions.ts';
import type { Model, Step } from '../model.ts';
import { codeView } from './code-view.ts';
import { googleSaysView } from './google-says-view.ts';
import { waitingView } from './waiting-view.ts';
import { windowClosedView } from './window-closed-view.ts';

/** Steps 7 to 9, while Google's window is open: what to do there, or the one question that waiting has raised. */
export const atGoogleView = (model: Model, { goal, attempt, asking }: Extract<ConnectState, { at: 'at-google' }>): Step => ({
  others: [cancel()],
  ...asked(model, goal, attempt, asking),
});

const asked = (model: Model, goal: Goal, attempt: Attempt, asking: Asking): Step => {
  switch (asking.kind) {
    case 'nothing':
      return waitingView(model, goal, attempt);
    case 'closed':
      return windowClosedView();
    case 'code':
      return codeView(model, asking, attempt);
    case 'google-says':
      return googleSaysView(model, asking.chosen);
    default:
      return assertNever(asking);
  }
};
