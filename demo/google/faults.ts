import * as z from 'zod/mini';
import type { Clock } from './chance.ts';
import { gmailFault, gmailFaultNames, isGmailFault, type GmailFault } from './gmail/gmail-faults.ts';

/** The endpoints that the service asks behind the browser's back. */
export const backEndpoint = z.enum([
  'token',
  'revocation',
  'certificates',
  'profile',
  'history.list',
  'messages.list',
  'messages.get',
  'messages.attachments.get',
  'messages.send',
  'threads.get',
  'labels.list',
  'settings',
  'watch',
]);
export type BackEndpoint = z.infer<typeof backEndpoint>;

/**
 * What happens to one answer. Those that begin with `answer-` differ from the others: the request takes effect and only its
 * answer is lost, withheld or another one, so a code is spent, a grant is gone or a mail is sent without the client's knowing.
 */
export const fault = z.enum([
  'rate-limited',
  'internal-error',
  'unavailable',
  'no-answer',
  'html',
  'html-with-200',
  'connection-lost',
  'answer-lost',
  'answer-withheld',
  'answer-500',
  'answer-503',
  'answer-html',
  'malformed',
  ...gmailFaultNames,
]);
export type Fault = z.infer<typeof fault>;

/** Thrown instead of an answer: the socket is to be cut. Without a socket it is what a failed fetch would throw. */
export class ConnectionLost extends TypeError {
  override readonly name = 'ConnectionLost';
  constructor() {
    super('Failed to answer: the emulator was told to lose this connection');
  }
}

/** A test's grip on one answer: it learns that the request arrived, and decides when the answer leaves. */
export interface HeldAnswer {
  readonly reached: Promise<void>;
  readonly release: () => void;
}

/** Undefined: the call is answered as usual. */
export type ChooseFault = () => Fault | undefined;

export interface Faults {
  failNext(endpoint: BackEndpoint, ...faults: readonly Fault[]): void;
  holdNext(endpoint: BackEndpoint): HeldAnswer;
  /** What becomes of each call for which nothing is planned; `undefined` ends that. */
  failBy(endpoint: BackEndpoint, choose: ChooseFault | undefined): void;
  clear(): void;
  /** Answers one request: as planned, or as `answer` would. */
  apply(endpoint: BackEndpoint, request: Request, answer: () => Promise<Response> | Response): Promise<Response>;
}

type Planned = { readonly fault: Fault } | { readonly hold: { readonly reached: () => void; readonly released: Promise<void> } };

export const createFaults = (clock: Clock): Faults => {
  const planned = new Map<BackEndpoint, Planned[]>();
  const chosen = new Map<BackEndpoint, ChooseFault>();
  const plan = (endpoint: BackEndpoint, entries: readonly Planned[]): void => {
    planned.set(endpoint, [...(planned.get(endpoint) ?? []), ...entries]);
  };

  return {
    failNext: (endpoint, ...faults) => {
      plan(endpoint, faults.map((each) => ({ fault: each })));
    },
    holdNext: (endpoint) => {
      const arrival = signal();
      const release = signal();
      plan(endpoint, [{ hold: { reached: arrival.give, released: release.given } }]);
      return { reached: arrival.given, release: release.give };
    },
    failBy: (endpoint, choose) => {
      if (choose === undefined) chosen.delete(endpoint);
      else chosen.set(endpoint, choose);
    },
    clear: () => {
      planned.clear();
      chosen.clear();
    },
    apply: async (endpoint, request, answer) => {
      const next = planned.get(endpoint)?.shift() ?? asPlanned(chosen.get(endpoint)?.());
      if (next === undefined) return answer();
      if ('fault' in next) return isGmailFault(next.fault) ? gmailFault(next.fault, clock.now()) : answerWith(next.fault, request, answer);
      next.hold.reached();
      await next.hold.released;
      return answer();
    },
  };
};

const asPlanned = (chosen: Fault | undefined): Planned | undefined => (chosen === undefined ? undefined : { fault: chosen });

const signal = (): { readonly given: Promise<void>; readonly give: () => void } => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
};

const answerWith = async (kind: Exclude<Fault, GmailFault>, request: Request, answer: () => Promise<Response> | Response): Promise<Response> => {
  switch (kind) {
    case 'rate-limited':
      return Response.json({ error: 'rate_limit_exceeded', error_description: 'Rate limit exceeded.' }, { status: 429 });
    case 'internal-error':
      return Response.json({ error: 'internal_failure', error_description: 'Backend Error' }, { status: 500 });
    case 'unavailable':
      return unavailable();
    case 'no-answer':
      return aborted(request);
    case 'html':
      return html(502);
    case 'html-with-200':
      return html(200);
    case 'malformed':
      return Response.json({ kind: 'unheard of' });
    case 'connection-lost':
      throw new ConnectionLost();
    case 'answer-lost':
      await answer();
      throw new ConnectionLost();
    case 'answer-withheld':
      await answer();
      return aborted(request);
    case 'answer-500':
      await answer();
      return gmailFault('backend-error', 0);
    case 'answer-503':
      await answer();
      return unavailable();
    case 'answer-html':
      await answer();
      return html(200);
  }
};

export const unavailable = (): Response =>
  Response.json({ error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } }, { status: 503 });

const html = (status: number): Response =>
  new Response('<!DOCTYPE html><title>Error</title><p>The server encountered a temporary error.', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

const aborted = (request: Request): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = (): void => reject(new ConnectionLost());
    if (request.signal.aborted) end();
    else request.signal.addEventListener('abort', end, { once: true });
  });
