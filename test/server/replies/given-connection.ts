import type { Ports } from '../../../src/server/ports.ts';
import type { Owner } from '../../../src/server/store/connections.ts';
import { enrolMailbox } from '../../../src/server/store/mailboxes.ts';
import { accessTokenPlace, refreshTokenPlace } from '../../../src/server/store/sealed-places.ts';
import type { Queries } from '../../../src/server/store/tables.ts';

export const owner: Owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };

export interface GivenConnection {
  readonly id: string;
  readonly email: string;
  readonly scopes: readonly string[];
  /** What Gmail takes for the length of a test. */
  readonly accessToken: string;
}

const tables = ['mailboxes', 'tracked_mails', 'tracked_people', 'replies', 'postponed_mails', 'feeds', 'deliveries', 'proofs', 'ignored_findings', 'connections'] as const;

const empty = async (database: Queries): Promise<void> => {
  for (const table of tables) await database.deleteFrom(table).execute();
};

/** A mailbox that is connected and about to be looked at, as the only one. */
export const givenConnection = async ({ database, clock, keyring }: Ports, { id, email, scopes, accessToken }: GivenConnection): Promise<void> => {
  await empty(database);
  const place = { ...owner, id };
  const now = clock.now();
  const far = new Date(now + 400 * 86_400_000);
  await database
    .insertInto('connections')
    .values({
      id,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      google_sub: `sub-${email}`,
      email,
      status: 'working',
      scopes: ['openid', 'email', ...scopes].join(' '),
      sealed_refresh_token: keyring.seal('refresh-1', refreshTokenPlace(place)),
      sealed_access_token: keyring.seal(accessToken, accessTokenPlace(place)),
      access_token_ends_at: far,
      grant_number: 1,
      answer_number: 1,
      connected_at: new Date(now),
      last_worked_at: new Date(now),
      next_check_at: far,
    })
    .execute();
  await database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId: id, owner, email, now }));
};
