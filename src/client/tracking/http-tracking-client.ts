import * as replyEndpoints from '../../contract/reply-endpoints.ts';
import type { CheckUp, Outcome, Proof, Tracking } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import { nothing, type ServiceCalls } from '../mail-client/ask-service.ts';
import { answerShapes } from './answer-shapes.ts';
import type { TrackingClient } from './tracking-client.ts';

/** What is read from the wire, by the name of its schema in the contract. */
export interface TrackingAnswers {
  readonly tracking: Tracking;
  readonly checkUp: CheckUp;
  readonly proof: Proof;
}

/** Undefined where the value does not fit the contract. */
export const decodeTrackingAnswer = <K extends keyof TrackingAnswers>(name: K, input: unknown): TrackingAnswers[K] | undefined =>
  // Made from the contract's schema of that name, and held to it by a property test.
  answerShapes[name](input) as TrackingAnswers[K] | undefined;

const answer =
  <K extends keyof TrackingAnswers>(name: K) =>
  async (response: Response): Promise<Outcome<TrackingAnswers[K], unknown>> => {
    const read = decodeTrackingAnswer(name, await response.json());
    return read === undefined ? fail(undefined) : succeed(read);
  };

/** Where the service asks Gmail first: longer than it waits itself, so that its own words arrive and not our impatience. */
const withinMs = 60_000;

/** Speaks with the token of the element it serves, so that the host is asked for one token and not for two. */
export const createHttpTrackingClient = ({ ask, at }: ServiceCalls): TrackingClient => ({
  tracking: (signal) => ask({ method: 'GET', url: at(replyEndpoints.tracking), read: answer('tracking') }, signal),
  check: (connectionId, signal) => ask({ method: 'POST', url: at(replyEndpoints.mailboxCheck(connectionId)), read: nothing }, signal),
  checkUp: (connectionId, signal) => ask({ method: 'GET', url: at(replyEndpoints.checkUp(connectionId)), read: answer('checkUp'), withinMs }, signal),
  ignoreFinding: (connectionId, body, signal) =>
    ask({ method: 'POST', url: at(replyEndpoints.ignoreFinding(connectionId)), read: nothing, body, keepalive: true }, signal),
  askProof: (connectionId, locale, signal) =>
    ask({ method: 'POST', url: at(replyEndpoints.proof(connectionId)), read: answer('proof'), body: { locale }, withinMs }, signal),
  proof: (connectionId, signal) => ask({ method: 'GET', url: at(replyEndpoints.proof(connectionId)), read: answer('proof') }, signal),
});
