import { endpoints, sendingEndpoints } from '../../contract/endpoints.ts';
import type { Outcome } from '../../contract/index.ts';
import { succeed } from '../../contract/outcome.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import { decodeAnswer } from '../mail-client/decode-answer.ts';
import type { OutgoingClient, Wish } from './outgoing-client.ts';
import { readOutgoing, readRefusal, type OutgoingAnswers } from './outgoing-shapes.ts';

const pageSize = 200;
const pageOfOlder = 500;
/** A batch of a thousand mails takes longer than a question. */
const batchWithinMs = 60_000;

/** `zone` is that of this computer's clock: a mailbox learns it with its first mail. */
export const createHttpOutgoingClient = ({ ask, at, userKey }: ServiceCalls, zone: () => string): OutgoingClient => {
  const get = <K extends keyof OutgoingAnswers>(path: string, name: K, signal: AbortSignal) =>
    ask({ method: 'GET', url: at(path), read: readOutgoing(name), readRefusal }, signal);
  const post = <K extends keyof OutgoingAnswers>(path: string, name: K, body: unknown, signal: AbortSignal, withinMs?: number) =>
    ask({ method: 'POST', url: at(path), read: readOutgoing(name), readRefusal, body, ...(withinMs !== undefined && { withinMs }) }, signal);
  const mailOf = <F>(outcome: Outcome<OutgoingAnswers['changedOutgoing'], F>) => (outcome.ok ? succeed(outcome.value.mail) : outcome);

  return {
    userKey,
    mailboxes: (signal) =>
      ask(
        {
          method: 'GET',
          url: at(endpoints.connections),
          read: async (response) => {
            const view = decodeAnswer('connectionsView', await response.json());
            return view.ok ? succeed(view.value.connections) : view;
          },
        },
        signal,
      ),
    page: (before, signal) => {
      const query = before === undefined ? `limit=${pageSize}` : `limit=${pageOfOlder}&before=${encodeURIComponent(before)}`;
      return get(`${sendingEndpoints.outgoing}?${query}`, 'outgoingPage', signal);
    },
    soonest: (limit, signal) => get(`${sendingEndpoints.outgoing}?soonest=true&limit=${Math.min(limit, pageOfOlder)}`, 'outgoingPage', signal),
    changes: ({ change, era }, signal) => get(`${sendingEndpoints.outgoingChanges}?since=${change}&era=${era}&limit=${pageOfOlder}`, 'outgoingChanges', signal),
    content: (id, signal) => get(sendingEndpoints.outgoingMail(id), 'outgoingContent', signal),
    senders: async (connectionId, signal) => {
      const outcome = await get(sendingEndpoints.senders(connectionId), 'senders', signal);
      return outcome.ok ? succeed(outcome.value.addresses) : outcome;
    },
    forecast: (connectionId, asked, signal) => post(sendingEndpoints.sendingForecast(connectionId), 'forecast', { zone: zone(), ...asked }, signal),
    queue: async (mail, signal) => mailOf(await post(sendingEndpoints.outgoing, 'changedOutgoing', { zone: zone(), ...mail }, signal)),
    queueBatch: (batch, signal) => post(sendingEndpoints.batches, 'batch', { zone: zone(), ...batch }, signal, batchWithinMs),
    edit: async (id, edit, signal) => mailOf(await post(sendingEndpoints.outgoingEdit(id), 'changedOutgoing', edit, signal)),
    carryOut: async (id, version, wish, signal) => {
      const { path, body } = callOf(id, wish);
      return mailOf(await post(path, 'changedOutgoing', { version, ...body }, signal));
    },
  };
};

const callOf = (id: string, wish: Wish): { readonly path: string; readonly body?: object } => {
  switch (wish.kind) {
    case 'cancel':
      return { path: sendingEndpoints.outgoingCancel(id) };
    case 'send-now':
      return { path: sendingEndpoints.outgoingSendNow(id) };
    case 'time':
      return { path: sendingEndpoints.outgoingEdit(id), body: { when: wish.when } };
    case 'order':
      return { path: sendingEndpoints.outgoingOrder(id), body: { place: wish.place } };
    case 'decide':
      return { path: sendingEndpoints.outgoingDecide(id), body: { decision: wish.decision } };
  }
};
