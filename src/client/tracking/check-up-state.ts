import type { CheckUp, Finding } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/** What is set in Gmail, as far as this page has read it. What was read before stands until it is read anew. */
export type CheckUpState =
  | { readonly kind: 'reading'; readonly before: CheckUp | undefined }
  | { readonly kind: 'failed'; readonly before: CheckUp | undefined; readonly failure: ClientFailure }
  | {
      readonly kind: 'shown';
      readonly checkUp: CheckUp;
      /** A finding could not be ignored, or not be minded again. */
      readonly refused: ClientFailure | undefined;
    };

export type CheckUpInput =
  | { readonly do: 'check-up' }
  | { readonly do: 'ignore'; readonly key: string; readonly ignored: boolean }
  | { readonly heard: 'check-up'; readonly checkUp: CheckUp }
  | { readonly heard: 'check-up-failed'; readonly failure: ClientFailure }
  | { readonly heard: 'not-ignored'; readonly key: string; readonly ignored: boolean; readonly failure: ClientFailure };

export const firstReading: CheckUpState = { kind: 'reading', before: undefined };

export const readOf = (state: CheckUpState): CheckUp | undefined => (state.kind === 'shown' ? state.checkUp : state.before);

export const checkUpTransition = (state: CheckUpState, input: CheckUpInput): CheckUpState => {
  if ('do' in input) {
    if (input.do === 'check-up') return state.kind === 'reading' ? state : { kind: 'reading', before: readOf(state) };
    return state.kind === 'shown' ? { ...state, checkUp: marked(state.checkUp, input), refused: undefined } : state;
  }
  switch (input.heard) {
    case 'check-up':
      return { kind: 'shown', checkUp: input.checkUp, refused: undefined };
    case 'check-up-failed':
      return { kind: 'failed', before: readOf(state), failure: input.failure };
    case 'not-ignored':
      // It was shown as done at once, and is taken back.
      return state.kind === 'shown' ? { ...state, checkUp: marked(state.checkUp, { key: input.key, ignored: !input.ignored }), refused: input.failure } : state;
  }
};

const marked = (checkUp: CheckUp, { key, ignored }: { readonly key: string; readonly ignored: boolean }): CheckUp => ({
  ...checkUp,
  findings: checkUp.findings.map((each) => (each.key === key ? { ...each, ignored } : each)),
});

/** In the order in which they matter. */
export interface SortedFindings {
  readonly alarms: readonly Finding[];
  readonly informs: readonly Finding[];
  readonly ignored: readonly Finding[];
}

export const sortedFindings = ({ findings }: CheckUp): SortedFindings => ({
  alarms: findings.filter(({ severity, ignored }) => severity === 'alarm' && !ignored),
  informs: findings.filter(({ severity, ignored }) => severity === 'inform' && !ignored),
  ignored: findings.filter(({ ignored }) => ignored),
});
