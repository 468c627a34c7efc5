import * as endpoints from '../../contract/connect-endpoints.ts';
import type { Outcome } from '../../contract/index.ts';
import { fail } from '../../contract/outcome.ts';
import type { ElementSettings } from '../element-deps.ts';
import { createServiceCalls, exchange, nothing, pageNet, type Net } from './ask-service.ts';
import { claimAddress } from './claim-address.ts';
import { decodeAnswer, type Answers } from './decode-answer.ts';
import type { MailClient } from './mail-client.ts';

/** Longer than the service waits for Google, so that its own words arrive and not our impatience. */
const claimWithinMs = 60_000;

const answer =
  <K extends keyof Answers>(name: K) =>
  async (response: Response): Promise<Outcome<Answers[K], unknown>> =>
    decodeAnswer(name, await response.json());

export const createHttpMailClient = (
  serviceOrigin: string | undefined,
  settings: Omit<ElementSettings, 'endpoint'>,
  net: Net = pageNet,
  { ask: askService, at, userKey } = createServiceCalls(serviceOrigin, settings, net),
): MailClient => {
  return {
    userKey,
    connections: (signal) =>
      askService({ method: 'GET', url: at(endpoints.connections), read: answer('connectionsView') }, signal),
    prepare: async (body, signal) => {
      const prepared = await askService(
        { method: 'POST', url: at(endpoints.flows), read: answer('preparedFlow'), body },
        signal,
      );
      // The window will be trusted because it stands on the service's origin, so it must begin there.
      const elsewhere = prepared.ok && prepared.value.startUrls.some((url) => new URL(url).origin !== serviceOrigin);
      return elsewhere ? fail({ code: 'answer-unreadable' }) : prepared;
    },
    poll: (flowId, signal) =>
      askService({ method: 'GET', url: at(endpoints.flow(flowId)), read: answer('flowStatus') }, signal),
    cancel: (flowId, signal) =>
      askService({ method: 'POST', url: at(endpoints.flowCancel(flowId)), read: nothing, keepalive: true }, signal),
    claim: async (body, signal) => {
      if (serviceOrigin === undefined) return fail({ code: 'endpoint-missing' });
      const address = claimAddress(settings.tokenEndpoint, serviceOrigin, net.pageUrl());
      if (!address.ok) return address;
      const ask = {
        method: 'POST',
        url: address.value.url,
        read: answer('claimed'),
        body,
        withinMs: claimWithinMs,
        keepalive: true,
      } as const;
      return address.value.speaks === 'token'
        ? askService(ask, signal)
        : exchange(net, ask, { credentials: 'same-origin' }, signal);
    },
    disconnect: (id, signal) =>
      askService({ method: 'DELETE', url: at(endpoints.connection(id)), read: answer('disconnected') }, signal),
    check: (id, signal) =>
      askService({ method: 'POST', url: at(endpoints.connectionCheck(id)), read: answer('checked') }, signal),
  };
};

