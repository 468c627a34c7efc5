import type { Attachment, OutgoingContent, QueueMail, SendingForecast } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { draftOf, hasWords, toDraft, type Draft, type DraftLack, type TimeChoice } from './draft.ts';

/**
 * The form in which a mail is written or changed:
 *
 *     closed -> writing | fetching;  fetching -> writing | fetch-failed;  writing -> saving -> closed | writing
 *
 * A press of the button that nobody answered may have been heard: what was sent then is kept, and sent again as it was,
 * under its key, before anything else; the service knows it by that key, so that it is one mail whatever happens.
 */
export type ComposeState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'fetching'; readonly id: string; readonly purpose: Purpose }
  | { readonly kind: 'fetch-failed'; readonly id: string; readonly purpose: Purpose; readonly failure: ClientFailure }
  | Writing
  | (Omit<Writing, 'kind'> & { readonly kind: 'saving' });

/** `edit` the mail itself; `again` a new mail with its words; `split` the same, one for each person. */
export type Purpose = 'edit' | 'again' | 'split';

export interface Writing {
  readonly kind: 'writing';
  /** For whoever takes the words elsewhere: the same mail, however often it is tried. */
  readonly key: string;
  readonly editing: { readonly id: string; readonly version: number } | undefined;
  readonly draft: Draft;
  /** As it stood when the form was opened. */
  readonly from: Draft;
  readonly forecast: ForecastStand;
  readonly refused: Refusal | undefined;
  readonly unsure: QueueMail | undefined;
  /** When it was saved last, where it is a draft that was found at the service. */
  readonly restoredAt: number | undefined;
  /** How many files that belonged to it the service does not have any more. */
  readonly filesGone: number;
}

export type Refusal = { readonly kind: 'lack'; readonly lack: DraftLack } | { readonly kind: 'failure'; readonly failure: ClientFailure };

export type ForecastStand =
  | { readonly kind: 'none' }
  /** The last answer stays until the next one is there. */
  | { readonly kind: 'asking'; readonly last: SendingForecast | undefined }
  | { readonly kind: 'shown'; readonly forecast: SendingForecast }
  | { readonly kind: 'refused'; readonly failure: ClientFailure };

export type ComposeInput =
  /** `from`: what is not the person's own, as what a host filled in. */
  | { readonly do: 'write'; readonly draft: Draft; readonly from: Draft; readonly key: string }
  | { readonly do: 'fetch'; readonly id: string; readonly purpose: Purpose }
  | { readonly heard: 'content'; readonly content: OutgoingContent; readonly key: string }
  | { readonly heard: 'fetch-failed'; readonly failure: ClientFailure }
  | { readonly heard: 'draft'; readonly draft: Draft; readonly at: number; readonly key: string }
  /** Those of its files that are there. */
  | { readonly heard: 'files'; readonly files: readonly Attachment[] }
  | { readonly do: 'change'; readonly to: Partial<Draft> }
  | { readonly heard: 'forecast'; readonly stand: ForecastStand }
  | { readonly do: 'save' }
  | { readonly heard: 'refused'; readonly refused: Refusal; readonly unsure?: QueueMail }
  /** Somebody changed the mail: the person's words stand, for the mail as it is now. */
  | { readonly heard: 'version'; readonly version: number }
  | { readonly do: 'close' };

export const closed: ComposeState = { kind: 'closed' };

export const composeTransition = (state: ComposeState, input: ComposeInput): ComposeState => {
  if ('do' in input) {
    switch (input.do) {
      case 'write':
        return state.kind === 'saving' ? state : { ...writing(input.key, input.draft), from: input.from };
      case 'fetch':
        return state.kind === 'saving' ? state : { kind: 'fetching', id: input.id, purpose: input.purpose };
      case 'change':
        return state.kind === 'writing' ? { ...state, draft: { ...state.draft, ...input.to }, refused: undefined } : state;
      case 'save':
        return state.kind === 'writing' ? { ...state, kind: 'saving', refused: undefined } : state;
      case 'close':
        return state.kind === 'closed' ? state : closed;
    }
  }
  switch (input.heard) {
    case 'content':
      return state.kind === 'fetching' ? opened(state.purpose, input) : state;
    case 'fetch-failed':
      return state.kind === 'fetching' ? { ...state, kind: 'fetch-failed', failure: input.failure } : state;
    case 'draft':
      // All of it is the person's own.
      return state.kind === 'writing' ? { ...writing(input.key, input.draft), from: toDraft({}), restoredAt: input.at } : state;
    case 'files':
      return state.kind === 'writing' ? described(state, input.files) : state;
    case 'forecast':
      return state.kind === 'writing' || state.kind === 'saving' ? { ...state, forecast: input.stand } : state;
    case 'refused':
      return state.kind === 'saving' || state.kind === 'writing' ? { ...state, kind: 'writing', refused: input.refused, unsure: input.unsure ?? (state.kind === 'saving' ? undefined : state.unsure) } : state;
    case 'version':
      return state.kind === 'writing' && state.editing ? { ...state, editing: { ...state.editing, version: input.version }, refused: undefined } : state;
  }
};

const writing = (key: string, draft: Draft, editing?: Writing['editing']): Writing => ({
  kind: 'writing',
  key,
  editing,
  draft,
  from: draft,
  forecast: { kind: 'none' },
  refused: undefined,
  unsure: undefined,
  restoredAt: undefined,
  filesGone: 0,
});

const described = (state: Writing, found: readonly Attachment[]): Writing => {
  const files = state.draft.files.flatMap((file) => (file.name === undefined ? found.filter(({ id }) => id === file.id).map(({ id, name, size }) => ({ id, name, size })) : file));
  return { ...state, draft: { ...state.draft, files }, filesGone: state.draft.files.length - files.length };
};

const opened = (purpose: Purpose, { content: { mail, content }, key }: Extract<ComposeInput, { heard: 'content' }>): ComposeState => {
  if (purpose === 'edit') return writing(key, draftOf(content, mail.connectionId, timeOf(mail.chosen)), { id: mail.id, version: mail.version });
  const again = draftOf(content, mail.connectionId, { kind: 'now' });
  // Who may not be written to is left out: that is why it is written again.
  const left = mail.state.kind === 'blocked' ? mail.state.reason.addresses : [];
  const allowed = (each: { readonly address: string }): boolean => !left.includes(each.address);
  const draft = { ...again, to: again.to.filter(allowed), cc: again.cc.filter(allowed), bcc: again.bcc.filter(allowed), separately: purpose === 'split' };
  // Nothing of it is at the service under this key: leaving loses it.
  return { ...writing(key, draft), from: toDraft({}) };
};

const timeOf = (chosen: OutgoingContent['mail']['chosen']): TimeChoice =>
  chosen === undefined ? { kind: 'now' } : { kind: 'other', date: chosen.wall.slice(0, 10), time: chosen.wall.slice(11), zone: chosen.zone };

/** Whether there is something that a person wrote. */
export const isWritten = (state: ComposeState): boolean => (state.kind === 'writing' || state.kind === 'saving') && hasWords(state.draft, state.from);
