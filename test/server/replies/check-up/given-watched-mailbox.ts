import { createPolling } from '../../../../src/server/replies/sync/polling.ts';
import { newId } from '../../../../src/server/store/new-id.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { trackMail } from '../../../../src/server/store/tracked-mails.ts';
import { readScope, sendScope } from '../../../../demo/google/scopes.ts';
import { givenService, type GivenService } from '../../connect/given-service.ts';
import { lea, startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import type { WireGoogle } from '../../google/wire-google.ts';
import { givenConnection, owner } from '../given-connection.ts';

export { owner } from '../given-connection.ts';

export const connectionId = 'connection-of-lea-0001';

/** Lea's mailbox at the emulated Gmail, followed by the service, asked about by her page. */
export interface GivenWatched {
  readonly service: GivenService;
  readonly emulated: GivenGmail;
  poll(): Promise<void>;
  /** A mail of Lea's to somebody, whose answer is awaited. */
  track(recipient: string): Promise<{ readonly messageId: string }>;
  close(): Promise<void>;
}

export const givenWatched = async (store: Pick<Store, 'database'>, google: WireGoogle, scopes: readonly string[] = [sendScope, readScope]): Promise<GivenWatched> => {
  const { database } = store;
  const emulated = await startGmail();
  const { clock } = emulated;
  const service = await givenService(store, { google, clock, ports: { gmail: emulated.gmail } });
  const { ports } = service;
  await givenConnection(ports, { id: connectionId, email: lea, scopes, accessToken: emulated.access([...scopes]) });
  const polling = createPolling(ports, new AbortController().signal);
  const watched: GivenWatched = {
    service,
    emulated,
    async poll() {
      await polling.claim();
      await polling.drain();
    },
    async track(recipient) {
      const id = newId(ports.random);
      const messageId = `${id}@northpeak.example`;
      const mail = { gmailId: undefined, threadId: undefined, messageId, gmailMessageId: undefined, subject: 'Our offer', recipients: [recipient], sentAt: clock.now(), reference: undefined };
      await database.transaction().execute((transaction) => trackMail(transaction, owner, { id, connectionId, ...mail, source: 'host' }));
      return { messageId };
    },
    close: () => emulated.close(),
  };
  await watched.poll();
  return watched;
};
