import type {
  Checked,
  Claimed,
  ConnectionsView,
  Disconnected,
  ErrorBody,
  FlowStatus,
  Intent,
  Outcome,
  PreparedFlow,
} from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import { answerShapes } from './answer-shapes.ts';

/** What a page reads from the wire or from storage, by the name of its schema in the contract. */
export interface Answers {
  readonly connectionsView: ConnectionsView;
  readonly errorBody: ErrorBody;
  readonly preparedFlow: PreparedFlow;
  readonly flowStatus: FlowStatus;
  readonly claimed: Claimed;
  readonly checked: Checked;
  readonly disconnected: Disconnected;
  readonly intent: Intent;
}

/**
 * Decodes by the contract's own schemas, in the form that `answer-shapes.ts` keeps them in. A property test holds this
 * reader to the schema library: whatever they are given, both read the same value out of it or both refuse it.
 */
export const decodeAnswer = <K extends keyof Answers>(
  name: K,
  input: unknown,
): Outcome<Answers[K], { readonly code: 'undecodable' }> => {
  const read = answerShapes[name](input);
  return read === undefined ? fail({ code: 'undecodable' }) : succeed(read as Answers[K]);
};

/** Narrows an unknown to something whose fields can be looked at. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
