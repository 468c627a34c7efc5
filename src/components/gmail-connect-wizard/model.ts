import type { TemplateResult } from 'lit';
import type { ConnectState, PersonInput } from '../../client/connect/connect-state.ts';
import type { CardInput, CardState } from '../../client/connections/card-state.ts';
import type { IconName } from '../shared/icon.ts';
import type { TrackingSlot } from '../tracking/tracking-slot.ts';

export type Provider = 'gmail' | 'outlook';

/** What a person can do; every control of every view ends in one of these. */
export type Input =
  | PersonInput
  | CardInput
  | { readonly do: 'choose-provider'; readonly provider: Provider }
  | { readonly do: 'copy'; readonly text: string };

const forCard = { refresh: true, check: true, 'ask-disconnect': true, 'keep-connected': true, disconnect: true } satisfies Record<CardInput['do'], true>;

export const isForCard = (input: PersonInput | CardInput): input is CardInput => input.do in forCard;

/** Everything that a view is made of. */
export interface Model {
  readonly send: (input: Input) => void;
  readonly connect: ConnectState;
  readonly card: CardState;
  /** The place of what is said of tracking, which comes with a chunk of its own. */
  readonly tracking: TrackingSlot | undefined;
  readonly providers: readonly Provider[];
  readonly provider: Provider;
  /** Where the host has settings pages of its own; an http(s) address. */
  readonly settingsUrl: string | undefined;
  readonly serviceOrigin: string | undefined;
  /** The address of the page around the wizard, without its fragment. */
  readonly pageAddress: string;
  /** BCP 47 tag in which dates are written; it agrees with the language of the words. */
  readonly tag: string;
  readonly now: Date;
  /** The text that was copied to the clipboard last. */
  readonly copied: string | undefined;
}

/** A button: what it says and what it does. */
export interface Action {
  readonly label: string;
  /** Absent where it submits the step's form. */
  readonly does?: Input;
  readonly icon?: IconName;
  /** The button stays where it is and says that it waits. */
  readonly waiting?: boolean;
}

/** A step as data; the frame around it is drawn in one place. */
export interface Step {
  readonly heading: string;
  /** How an outcome is meant. */
  readonly tone?: 'good' | 'warn';
  readonly says?: string;
  readonly body?: TemplateResult;
  /** One line under the step, announced when it changes. */
  readonly status?: string;
  /** Something is under way. */
  readonly busy?: boolean;
  /** What stands under that line. */
  readonly below?: TemplateResult;
  /** The one thing to do. */
  readonly primary?: Action;
  readonly others?: readonly Action[];
  readonly submit?: (form: FormData) => void;
}
