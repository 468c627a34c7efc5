import { fail } from '../../src/contract/index.ts';
import type { ServiceCalls } from '../../src/client/mail-client/ask-service.ts';
import type { ClientFailure } from '../../src/client/mail-client/mail-client.ts';

/** What the service says to one request: a body, a failure, or a promise of either. */
export type GivenAnswer = object | undefined | { readonly fails: ClientFailure } | Promise<object | undefined>;

export interface GivenCalls extends ServiceCalls {
  /** `GET /v1/tracking`, with the body where there is one. */
  readonly asked: string[];
  /** By method and path; what is not named is never answered. */
  readonly answers: Record<string, (body: unknown) => GivenAnswer>;
}

/** The way to the service, with a test at its other end: what it says is read as from the wire. */
export const givenCalls = (answers: GivenCalls['answers'] = {}): GivenCalls => {
  const asked: string[] = [];
  return {
    asked,
    answers,
    at: (path) => path,
    userKey: async () => 'lea',
    ask: async ({ method, url, body, read }, signal) => {
      const name = `${method} ${url}`;
      asked.push(body === undefined ? name : `${name} ${JSON.stringify(body)}`);
      const answer = answers[name];
      const value = await (answer === undefined ? new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined))) : answer(body));
      if (value !== undefined && 'fails' in value) return fail(value.fails);
      const outcome = await read(Response.json(value ?? {}));
      return outcome.ok ? outcome : fail({ code: 'answer-unreadable' });
    },
  };
};
