import { lookup, type LookupAddress } from 'node:dns';
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';
import { isOwnAddress, isPublicAddress } from './public-address.ts';

/** One call of a host's webhook. */
export interface WebhookPort {
  post(call: WebhookCall): Promise<Outcome<WebhookAnswer, { readonly code: 'no-answer' }>>;
}

export interface WebhookCall {
  readonly url: string;
  /** Whether it may stand at an address that is not of the open internet. */
  readonly inPrivateNetwork: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  /** From a `Retry-After` in seconds. */
  readonly retryAfterSeconds: number | undefined;
}

const answersWithinMs = 15_000;
/** Of an answer that nobody reads: as much as is worth the next call's going over the same connection. */
const longestAnswer = 16 * 1024;

export type Resolve = (hostname: string, done: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;

/** What the machine's own resolver says. */
const resolveHere: Resolve = (hostname, done) => lookup(hostname, { all: true }, (error, addresses) => done(error, addresses));

/**
 * Over the wire: no redirect is followed, since the signed body is for the address the operator named, and what is answered
 * is not read. A name is looked up once, and the address that was judged is the one that is connected to: nobody's name
 * server can point a call at this machine or its network.
 */
export const createWebhookPort = (clock: Clock, resolve: Resolve = resolveHere): WebhookPort => {
  const agents = { plain: new PlainAgent(kept), secure: new SecureAgent(kept) };
  return {
    post: async (call) => {
      const [late, over] = [new AbortController(), new AbortController()];
      // Also for what is left of an answer: nobody holds a connection open by talking on.
      void clock.sleep(answersWithinMs, over.signal).then(() => {
        if (!over.signal.aborted) late.abort();
      });
      try {
        return succeed(await answerTo(call, { agents, resolve, signal: late.signal, closed: () => over.abort() }));
      } catch {
        // Refused, reset, too slow: whatever it was, the host has not confirmed.
        over.abort();
        return fail({ code: 'no-answer' });
      }
    },
  };
};

const kept = { keepAlive: true, maxFreeSockets: 10 } as const;

interface Line {
  readonly agents: { readonly plain: PlainAgent; readonly secure: SecureAgent };
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  /** Nothing is under way any more. */
  readonly closed: () => void;
}

const answerTo = (call: WebhookCall, { agents, resolve, signal, closed }: Line): Promise<WebhookAnswer> =>
  new Promise((answer, refuse) => {
    const url = new URL(call.url);
    const isAllowed = (address: string): boolean => mayBeCalled(call, url, address);
    // An address in the place of a name is not looked up.
    const named = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(named) !== 0 && !isAllowed(named)) return refuse(new TypeError('Failed to call: the address is a private one'));
    const lookup: LookupFunction = (hostname, { all }, done) =>
      resolve(hostname, (error, addresses) => {
        const allowed = addresses.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (error !== null || first === undefined) done(error ?? new TypeError('Failed to call: the name has no public address'), []);
        else if (all === true) done(null, [...allowed]);
        else done(null, first.address, first.family);
      });
    const options = { method: 'POST', headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) }, lookup, signal };
    const asked =
      url.protocol === 'https:' ? secureRequest(url, { ...options, agent: agents.secure }) : plainRequest(url, { ...options, agent: agents.plain });
    asked.on('error', refuse);
    asked.on('close', closed);
    asked.on('response', (response) => {
      letRunOut(response);
      const seconds = Number.parseInt(response.headers['retry-after'] ?? '', 10);
      answer({ status: response.statusCode ?? 0, retryAfterSeconds: seconds > 0 ? seconds : undefined });
    });
    asked.end(call.body);
  });

/** Plain http is for this machine alone, whatever its names are said to be elsewhere. */
const mayBeCalled = ({ inPrivateNetwork }: WebhookCall, { protocol }: URL, address: string): boolean =>
  protocol === 'http:' ? isOwnAddress(address) : inPrivateNetwork || isPublicAddress(address);

const letRunOut = (response: IncomingMessage): void => {
  let length = 0;
  response.on('error', () => undefined);
  response.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length > longestAnswer) response.destroy();
  });
};
