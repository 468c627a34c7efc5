import { createPolling } from '../../../../src/server/replies/sync/polling.ts';
import { accessTokenPlace, refreshTokenPlace } from '../../../../src/server/store/sealed-places.ts';
import { enrolMailbox } from '../../../../src/server/store/mailboxes.ts';
import { newId } from '../../../../src/server/store/new-id.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { trackMail } from '../../../../src/server/store/tracked-mails.ts';
import { readScope, sendScope } from '../../../../demo/google/scopes.ts';
import { givenService, type GivenService } from '../../connect/given-service.ts';
import { lea, startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import type { WireGoogle } from '../../google/wire-google.ts';

export const connectionId = 'connection-of-lea-0001';
export const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };

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
  for (const table of ['mailboxes', 'tracked_mails', 'tracked_people', 'replies', 'proofs', 'ignored_findings', 'connections'] as const) await database.deleteFrom(table).execute();
  const emulated = await startGmail();
  const { clock } = emulated;
  const service = await givenService(store, { google, clock, ports: { gmail: emulated.gmail } });
  const { ports } = service;
  const place = { ...owner, id: connectionId };
  const far = new Date(clock.now() + 400 * 86_400_000);
  await database
    .insertInto('connections')
    .values({
      id: connectionId,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      google_sub: 'sub-lea',
      email: lea,
      status: 'working',
      scopes: ['openid', 'email', ...scopes].join(' '),
      sealed_refresh_token: ports.keyring.seal('refresh', refreshTokenPlace(place)),
      sealed_access_token: ports.keyring.seal(emulated.access([...scopes]), accessTokenPlace(place)),
      access_token_ends_at: far,
      grant_number: 1,
      answer_number: 1,
      connected_at: new Date(clock.now()),
      last_worked_at: new Date(clock.now()),
      next_check_at: far,
    })
    .execute();
  await database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId, owner, email: lea, now: clock.now() }));
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
