import type { SendingRules, SetSendingRules } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { zoneNamed } from './zone-named.ts';

/** The rules as they stand in the form. */
export interface RulesDraft {
  /** As it was typed. */
  readonly zone: string;
  /** False: any hour. The hours below stay, in case the person thinks again. */
  readonly inHours: boolean;
  /** 1 is Monday. */
  readonly days: readonly number[];
  readonly from: string;
  readonly until: string;
  readonly clockOf: 'sender' | 'recipient';
}

export type RulesLack = 'zone' | 'days' | 'times';

/**
 * How the sending hours of a mailbox are being set:
 *
 *     fetching -> setting | fetch-failed;  setting -> saving -> saved | setting | conflict -> saving | setting
 */
export type RulesState =
  | { readonly kind: 'fetching'; readonly connectionId: string }
  | { readonly kind: 'fetch-failed'; readonly connectionId: string; readonly failure: ClientFailure }
  | (Setting & { readonly kind: 'setting'; readonly lack?: RulesLack; readonly failure?: ClientFailure })
  | (Setting & { readonly kind: 'saving' })
  /** Another window has set them meanwhile: `seen` is what it set. */
  | (Setting & { readonly kind: 'conflict' })
  | { readonly kind: 'saved'; readonly rules: SendingRules };

export interface Setting {
  readonly connectionId: string;
  /** What the service said last. */
  readonly seen: SendingRules;
  readonly draft: RulesDraft;
}

export type RulesInput =
  | { readonly do: 'fetch'; readonly connectionId: string }
  | { readonly do: 'change'; readonly to: Partial<RulesDraft> }
  | { readonly do: 'save' }
  | { readonly do: 'take-theirs' }
  | { readonly heard: 'rules'; readonly rules: SendingRules; readonly zone: string }
  | { readonly heard: 'fetch-failed'; readonly failure: ClientFailure }
  | { readonly heard: 'saved'; readonly rules: SendingRules }
  | { readonly heard: 'changed'; readonly theirs: SendingRules }
  | { readonly heard: 'refused'; readonly failure: ClientFailure };

/** Monday to Friday from eight to six: what is offered where nothing was set. */
const usual = { days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00', clockOf: 'sender' } as const;

/** A field of a form knows no 24:00. */
const shownEnd = (until: string): string => (until === '24:00' ? '00:00' : until);

export const draftOfRules = ({ zone, hours }: SendingRules, ownZone: string): RulesDraft => ({
  ...usual,
  ...hours,
  ...(hours && { until: shownEnd(hours.until) }),
  zone: zone ?? ownZone,
  inHours: hours !== null,
});

const endOf = ({ until }: RulesDraft): string => (until === '00:00' ? '24:00' : until);

export const lackOfRules = (draft: RulesDraft): RulesLack | undefined => {
  if (zoneNamed(draft.zone) === undefined) return 'zone';
  if (!draft.inHours) return undefined;
  if (draft.days.length === 0) return 'days';
  return draft.from === '' || draft.until === '' || draft.from >= endOf(draft) ? 'times' : undefined;
};

/** What the service is told. */
export const rulesOfDraft = (draft: RulesDraft): Omit<SetSendingRules, 'seen'> => ({
  zone: zoneNamed(draft.zone) ?? draft.zone,
  hours: draft.inHours ? { clockOf: draft.clockOf, days: [...draft.days].sort((one, other) => one - other), from: draft.from, until: endOf(draft) } : null,
});

export const rulesTransition = (state: RulesState, input: RulesInput): RulesState => {
  if ('do' in input) {
    if (input.do === 'fetch') return { kind: 'fetching', connectionId: input.connectionId };
    if (state.kind !== 'setting' && state.kind !== 'conflict') return state;
    const { connectionId, seen, draft } = state;
    switch (input.do) {
      case 'change':
        return { kind: 'setting', connectionId, seen, draft: { ...draft, ...input.to } };
      case 'save': {
        const lack = lackOfRules(draft);
        return lack === undefined ? { kind: 'saving', connectionId, seen, draft } : { kind: 'setting', connectionId, seen, draft, lack };
      }
      case 'take-theirs':
        return { kind: 'setting', connectionId, seen, draft: draftOfRules(seen, draft.zone) };
    }
  }
  switch (input.heard) {
    case 'rules':
      return state.kind === 'fetching' ? { kind: 'setting', connectionId: state.connectionId, seen: input.rules, draft: draftOfRules(input.rules, input.zone) } : state;
    case 'fetch-failed':
      return state.kind === 'fetching' ? { kind: 'fetch-failed', connectionId: state.connectionId, failure: input.failure } : state;
    case 'saved':
      return state.kind === 'saving' ? { kind: 'saved', rules: input.rules } : state;
    case 'changed':
      return state.kind === 'saving' ? { ...state, kind: 'conflict', seen: input.theirs } : state;
    case 'refused':
      return state.kind === 'saving' ? { ...state, kind: 'setting', failure: input.failure } : state;
  }
};
