import type { AttemptFailure, ConnectState } from '../../client/connect-state.ts';
import { assertNever } from '../../contract/outcome.ts';

/**
 * What the nine-step progress may say. Steps 7 to 9 happen in Google's window, where the page sees nothing: they are
 * `away` together until an answer proves them. After a refusal only the step that the answer names is known.
 */
export type Mark = 'todo' | 'now' | 'done' | 'away' | 'stopped' | 'open';

export interface Progress {
  /** One mark for each of the nine steps. */
  readonly marks: readonly Mark[];
  /** The step that is spoken of, 1 to 9; undefined while the three at Google are one, and at the end. */
  readonly step: number | undefined;
}

const ownSteps = 6;
const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const standing = (step: number): Progress => ({
  step,
  marks: steps.map((each) => (each < step ? 'done' : each === step ? 'now' : 'todo')),
});

const atGoogle = (mark: Mark): Progress => ({
  step: undefined,
  marks: steps.map((each) => (each <= ownSteps ? 'done' : mark)),
});

/** Stopped at a step; what the answer does not tell about the others stays open. */
const stopped = (step: number, before: Mark, after: Mark): Progress => ({
  step,
  marks: steps.map((each) => (each === step ? 'stopped' : each <= ownSteps ? 'done' : each < step ? before : after)),
});

export const progressOf = (state: ConnectState): Progress => {
  switch (state.at) {
    case 'settings':
      return standing(1);
    case 'email-settings':
      return standing(2);
    case 'email-connection':
      return standing(3);
    case 'get-started':
      return standing(4);
    case 'provider':
      return standing(5);
    case 'before-google':
      return state.preparation.kind === 'failed' ? stopped(6, 'todo', 'todo') : standing(6);
    case 'window-blocked':
      return stopped(6, 'todo', 'todo');
    case 'at-google':
    case 'leaving':
      return atGoogle('away');
    case 'claiming':
      return atGoogle('done');
    case 'connected':
      return state.withheld.length > 0 ? stopped(9, 'done', 'done') : atGoogle('done');
    case 'failed':
      return afterFailure(state.failure);
    default:
      return assertNever(state);
  }
};

const afterFailure = ({ code }: AttemptFailure): Progress => {
  switch (code) {
    case 'wrong-account':
    case 'mailbox-taken':
    case 'no-gmail':
    case 'email-unverified':
      return stopped(7, 'done', 'open');
    case 'permissions-withheld':
    case 'no-lasting-access':
      return stopped(9, 'done', 'done');
    case 'denied':
    case 'google-policy':
      return stopped(9, 'open', 'open');
    case 'exchange-interrupted':
      return atGoogle('done');
    default:
      return atGoogle('open');
  }
};
