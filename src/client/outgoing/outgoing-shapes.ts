import type { Attachment, Batch, OutgoingChanges, OutgoingContent, OutgoingMail, OutgoingPage, Outcome, ReadDraft, SavedDraft, SendingFailure, SendingForecast } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { answerShapes } from './answer-shapes.ts';

/** What the scheduler reads from the wire, from storage and from other tabs, by the name of its schema in the contract. */
export interface OutgoingAnswers {
  readonly outgoingMail: OutgoingMail;
  readonly outgoingPage: OutgoingPage;
  readonly outgoingChanges: OutgoingChanges;
  readonly changedOutgoing: { readonly mail: OutgoingMail };
  readonly outgoingContent: OutgoingContent;
  readonly batch: Batch;
  readonly forecast: SendingForecast;
  readonly draftList: { readonly drafts: readonly SavedDraft[] };
  readonly readDraft: ReadDraft;
  readonly savedDraft: SavedDraft;
  readonly senders: { readonly addresses: readonly string[] };
  readonly uploadedAttachment: { readonly attachment: Attachment };
  readonly attachmentList: { readonly attachments: readonly Attachment[] };
  readonly refusal: { readonly error: SendingFailure };
}

/** Undefined where the value does not fit the contract. */
export const decodeOutgoingAnswer = <K extends keyof OutgoingAnswers>(name: K, input: unknown): OutgoingAnswers[K] | undefined =>
  // Made from the contract's schema of that name, and held to it by a property test.
  answerShapes[name](input) as OutgoingAnswers[K] | undefined;

/** An answer of that name, as it comes over the wire. */
export const readOutgoing =
  <K extends keyof OutgoingAnswers>(name: K) =>
  async (response: Response): Promise<Outcome<OutgoingAnswers[K], unknown>> => {
    const read = decodeOutgoingAnswer(name, await response.json());
    return read === undefined ? fail(undefined) : succeed(read);
  };

/** The wizard's shapes leave out what only mail that leaves is refused with. */
export const readRefusal = (body: unknown): ClientFailure | undefined => decodeOutgoingAnswer('refusal', body)?.error;
