import type { Batch, OutgoingChanges, OutgoingContent, OutgoingMail, OutgoingPage, SendingFailure, SendingForecast } from '../../contract/index.ts';
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
  readonly refusal: { readonly error: SendingFailure };
}

/** Undefined where the value does not fit the contract. */
export const decodeOutgoingAnswer = <K extends keyof OutgoingAnswers>(name: K, input: unknown): OutgoingAnswers[K] | undefined =>
  // Made from the contract's schema of that name, and held to it by a property test.
  answerShapes[name](input) as OutgoingAnswers[K] | undefined;
