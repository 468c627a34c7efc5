import { connectionsViewSchema, decode, endpoints } from '../../src/contract/index.ts';
import type { RobotTrip } from './connect-by-robot.ts';

/** Disconnects the mailbox with this address for whoever the token speaks for; where they have none, nothing happens. */
export const disconnectByRobot = async ({ service, serviceOrigin, pageOrigin, token, person }: RobotTrip): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, origin: pageOrigin, 'content-type': 'application/json', 'x-requested-with': 'gmail-connect-kit' };
  const ask = (method: 'GET' | 'DELETE', path: string): Promise<Response> => service(new Request(serviceOrigin + path, { method, headers }));
  const answer: unknown = await (await ask('GET', endpoints.connections)).json();
  const view = decode(connectionsViewSchema, answer);
  if (!view.ok) return;
  for (const { id, email } of view.value.connections) if (email === person.email) await ask('DELETE', endpoints.connection(id));
};
