import type { Kysely } from 'kysely';
import type { Keyring } from '../../src/server/store/keyring.ts';
import { accessTokenPlace, refreshTokenPlace } from '../../src/server/store/sealed-places.ts';
import type { Tables } from '../../src/server/store/tables.ts';

/** Mailboxes as they stand once they were connected and looked at, written straight into the tables. */
export interface MailboxesToMake {
  readonly count: number;
  readonly tenant: string;
  /** The polls of all of them are spread over this time from now. */
  readonly dueWithinMs: number;
  /** One tracked mail in each. */
  readonly tracked: boolean;
}

const batch = 1_000;
const day = 86_400_000;
const scopes = 'openid email https://www.googleapis.com/auth/gmail.send https://www.googleapis.com/auth/gmail.readonly';

export const connectionOf = (number: number): string => `connection-of-bench-${number}`;
/** By which a stand-in for Gmail knows the mailbox. */
export const accessTokenOf = (number: number): string => `access-${number}`;
export const threadOf = (number: number): string => `thread-${number}`;
export const messageOf = (number: number): string => `offer-${number}@acme.example`;

export const makeMailboxes = async (database: Kysely<Tables>, keyring: Keyring, { count, tenant, dueWithinMs, tracked }: MailboxesToMake): Promise<void> => {
  const now = Date.now();
  for (let start = 0; start < count; start += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - start) }, (_, index) => start + index);
    const ownerOf = (number: number) => ({ tenant, org: `org-${number % 100}`, crm_user: `user-${number}` });
    await database
      .insertInto('connections')
      .values(
        numbers.map((number) => {
          const place = { tenant, org: ownerOf(number).org, id: connectionOf(number) };
          return {
            ...ownerOf(number),
            id: place.id,
            google_sub: `sub-${number}`,
            email: `bench-${number}@mail.example`,
            status: 'working',
            scopes,
            sealed_refresh_token: keyring.seal('refresh', refreshTokenPlace(place)),
            sealed_access_token: keyring.seal(accessTokenOf(number), accessTokenPlace(place)),
            access_token_ends_at: new Date(now + day),
            grant_number: 1,
            answer_number: 1,
            connected_at: new Date(now),
            last_worked_at: new Date(now),
            next_check_at: new Date(now + day),
          };
        }),
      )
      .execute();
    await database
      .insertInto('mailboxes')
      .values(
        numbers.map((number) => ({
          ...ownerOf(number),
          connection_id: connectionOf(number),
          email: `bench-${number}@mail.example`,
          cursor: '1',
          checked_at: new Date(now),
          next_poll_at: new Date(now + (dueWithinMs * number) / count),
          polls_unfinished: 0,
          failures: 0,
          catch_up_read: 0,
          catch_up_found: 0,
          skipped: 0,
          watch_ends_at: new Date(now + 6 * day),
          watch_next_at: new Date(now + day),
        })),
      )
      .execute();
    if (!tracked) continue;
    await database
      .insertInto('tracked_mails')
      .values(
        numbers.map((number) => ({
          ...ownerOf(number),
          id: `tracked-mail-${number}`,
          connection_id: connectionOf(number),
          thread_id: threadOf(number),
          message_id: messageOf(number),
          subject: 'Our offer',
          recipients: '["ben@client.example"]',
          sent_at: new Date(now - day),
          source: 'host',
        })),
      )
      .execute();
  }
};
