import { endpoints, sendingEndpoints } from '../../contract/endpoints.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { SendingLimitsClient } from './limits-client.ts';
import { decodeLimits } from './limits-shapes.ts';

/** `zone` is that of this computer's clock, for a mailbox that knows none yet. */
export const createHttpLimitsClient = ({ ask, at, userKey }: ServiceCalls, zone: () => string): SendingLimitsClient => ({
  userKey,
  connections: (signal) =>
    ask({ method: 'GET', url: at(endpoints.connections), read: async (response) => decodeAnswer('connectionsView', await response.json()) }, signal),
  limits: (connectionId, signal) =>
    ask(
      {
        method: 'GET',
        url: at(`${sendingEndpoints.sendingLimits(connectionId)}?zone=${encodeURIComponent(zone())}`),
        read: async (response) => {
          const read = decodeLimits(await response.json());
          return read === undefined ? fail(undefined) : succeed(read);
        },
        readRefusal,
      },
      signal,
    ),
});

/** The one refusal that only calls about sending meet and a meter has words for. */
const readRefusal = (body: unknown): ClientFailure | undefined =>
  fieldsOf(fieldsOf(body)['error'])['code'] === 'sending-not-permitted' ? { code: 'sending-not-permitted' } : undefined;
