import type { KyselyPlugin } from 'kysely';
import type { GmailPort } from '../../../../src/server/google/gmail-port.ts';
import type { Ports } from '../../../../src/server/ports.ts';

export class ProcessDied extends Error {}

/**
 * A process that dies at its n-th call of Gmail or of the database: from then on nothing that it does comes through. A
 * transaction that is open is rolled back, as the database does when a connection breaks.
 */
export const dyingAt = (ports: Ports, n: number): { readonly ports: Ports; readonly died: () => boolean } => {
  let calls = 0;
  const step = (): void => {
    calls += 1;
    if (calls >= n) throw new ProcessDied('The process died');
  };
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      step();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const through = async <T>(call: () => Promise<T>): Promise<T> => {
    step();
    const answer = await call();
    // It may also die between the answer and the next thing it does.
    step();
    return answer;
  };
  const { gmail: port } = ports;
  const gmail: GmailPort = {
    newestHistory: (token) => through(() => port.newestHistory(token)),
    addedSince: (token, request) => through(() => port.addedSince(token, request)),
    receivedSince: (token, request) => through(() => port.receivedSince(token, request)),
    headers: (token, gmailId) => through(() => port.headers(token, gmailId)),
    wholeMail: (token, gmailId) => through(() => port.wholeMail(token, gmailId)),
    watch: (token, topic) => through(() => port.watch(token, topic)),
    unwatch: (token) => through(() => port.unwatch(token)),
    ownAddresses: (token) => through(() => port.ownAddresses(token)),
    mailRules: (token) => through(() => port.mailRules(token)),
    sentSince: (token, request) => through(() => port.sentSince(token, request)),
    findByMessageId: (token, messageId) => through(() => port.findByMessageId(token, messageId)),
    sendMail: (token, mail) => through(() => port.sendMail(token, mail)),
  };
  return { ports: { ...ports, gmail, database: ports.database.withPlugin(plugin) }, died: () => calls >= n };
};
