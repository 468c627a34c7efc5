import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** The tables of the connect flow. Text that ends in `_hash` is a SHA-256; text that starts with `sealed_` is encrypted. */
export interface ConnectTables {
  flows: FlowsTable;
  google_accounts: GoogleAccountsTable;
  connections: ConnectionsTable;
  revocations: RevocationsTable;
}

/** One row per attempt; what the columns mean in which stage stands in `flows.ts`. */
export interface FlowsTable {
  id: string;
  tenant: string;
  org: string;
  crm_user: string;
  crm_user_name: string | null;
  origin: string;
  intent: string;
  connection_id: string | null;
  expected_email: string | null;
  hosted_domain: string | null;
  login_hint: string | null;
  capabilities: string;
  locale: string;
  code_challenge: string;
  stage: string;
  created_at: Date;
  tickets_end_at: Date;
  ends_at: Date;
  started_at: Date | null;
  first_ticket_hash: string | null;
  second_ticket_hash: string | null;
  state_hash: string | null;
  nonce_hash: string | null;
  cookie_hash: string | null;
  sealed_code: string | null;
  code_ends_at: Date | null;
  finish_hash: string | null;
  voided_hashes: string;
  wrong_tries: number;
  claim_owner: string | null;
  claim_ends_at: Date | null;
  /** JSON: the failure, or what was withheld. */
  outcome: string | null;
}

/** One row per Google account this service knows; locking it is the lock "per Google sub". */
export interface GoogleAccountsTable {
  google_sub: string;
  grants_issued: number;
  /** While Google is being asked to withdraw everything, no grant of this account may be stored. */
  withdrawing_until: Date | null;
  /** The number of the last confirmed withdrawal; see `order-at-google.ts`. */
  withdrawn_order: number | null;
  touched_at: Date;
}

export interface ConnectionsTable {
  id: string;
  tenant: string;
  org: string;
  crm_user: string;
  google_sub: string;
  email: string;
  status: string;
  scopes: string;
  sealed_refresh_token: string | null;
  sealed_access_token: string | null;
  access_token_ends_at: Date | null;
  /** Grows with every grant that is stored: tells an old refusal from a new grant. */
  grant_number: number;
  /** Grows with every answer of Google about this grant: tells an answer that came meanwhile from none. */
  answer_number: number;
  connected_at: Date;
  last_worked_at: Date;
  slow_since: Date | null;
  lost_at: Date | null;
  lost_cause: string | null;
  refresh_owner: string | null;
  refresh_ends_at: Date | null;
  /** After trouble at Google nobody asks again before this. */
  refresh_not_before: Date | null;
  next_check_at: Date;
}

/** Grants that were taken from their connection and wait for Google's confirmation. */
export interface RevocationsTable {
  id: string;
  tenant: string;
  org: string;
  crm_user: string;
  /** Absent for a grant that was refused and never had a connection. */
  connection_id: string | null;
  google_sub: string;
  email: string;
  /** Absent once it was given up. */
  sealed_refresh_token: string | null;
  disconnected_at: Date;
  attempts: number;
  next_attempt_at: Date;
  gives_up_at: Date;
  given_up_at: Date | null;
}

export const connectMigration: Migration = {
  name: '0002-connect',
  async up(database) {
    await database.schema
      .createTable('flows')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('crm_user_name', 'text')
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('intent', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text')
      .addColumn('expected_email', 'text')
      .addColumn('hosted_domain', 'text')
      .addColumn('login_hint', 'text')
      .addColumn('capabilities', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('code_challenge', 'text', (column) => column.notNull())
      .addColumn('stage', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('tickets_end_at', 'timestamptz', (column) => column.notNull())
      .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
      .addColumn('started_at', 'timestamptz')
      .addColumn('first_ticket_hash', 'text', (column) => column.unique())
      .addColumn('second_ticket_hash', 'text', (column) => column.unique())
      .addColumn('state_hash', 'text', (column) => column.unique())
      .addColumn('nonce_hash', 'text')
      .addColumn('cookie_hash', 'text')
      .addColumn('sealed_code', 'text')
      .addColumn('code_ends_at', 'timestamptz')
      .addColumn('finish_hash', 'text')
      .addColumn('voided_hashes', 'text', (column) => column.notNull())
      .addColumn('wrong_tries', 'integer', (column) => column.notNull())
      .addColumn('claim_owner', 'text')
      .addColumn('claim_ends_at', 'timestamptz')
      .addColumn('outcome', 'text')
      .execute();
    await database.schema.createIndex('flows_by_end').on('flows').columns(['stage', 'ends_at']).execute();

    await database.schema
      .createTable('google_accounts')
      .addColumn('google_sub', 'text', (column) => column.primaryKey())
      .addColumn('grants_issued', 'integer', (column) => column.notNull())
      .addColumn('withdrawing_until', 'timestamptz')
      .addColumn('withdrawn_at', 'timestamptz')
      .addColumn('touched_at', 'timestamptz', (column) => column.notNull())
      .execute();

    await database.schema
      .createTable('connections')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('google_sub', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('sealed_refresh_token', 'text')
      .addColumn('sealed_access_token', 'text')
      .addColumn('access_token_ends_at', 'timestamptz')
      .addColumn('grant_number', 'integer', (column) => column.notNull())
      .addColumn('answer_number', 'integer', (column) => column.notNull())
      .addColumn('connected_at', 'timestamptz', (column) => column.notNull())
      .addColumn('last_worked_at', 'timestamptz', (column) => column.notNull())
      .addColumn('slow_since', 'timestamptz')
      .addColumn('lost_at', 'timestamptz')
      .addColumn('lost_cause', 'text')
      .addColumn('refresh_owner', 'text')
      .addColumn('refresh_ends_at', 'timestamptz')
      .addColumn('refresh_not_before', 'timestamptz')
      .addColumn('next_check_at', 'timestamptz', (column) => column.notNull())
      .execute();
    // A mailbox belongs to one user of an organisation; two claims at once are decided here.
    await database.schema
      .createIndex('connections_one_per_mailbox')
      .on('connections')
      .columns(['tenant', 'org', 'google_sub'])
      .unique()
      .where(sql.ref('status'), '!=', sql.lit('disconnected'))
      .execute();
    // One row per user and Google account, so that connecting again finds the old one.
    await database.schema
      .createIndex('connections_one_per_user')
      .on('connections')
      .columns(['tenant', 'org', 'crm_user', 'google_sub'])
      .unique()
      .execute();
    await database.schema.createIndex('connections_by_account').on('connections').column('google_sub').execute();
    await database.schema.createIndex('connections_by_check').on('connections').columns(['status', 'next_check_at']).execute();

    await database.schema
      .createTable('revocations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('google_sub', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('sealed_refresh_token', 'text')
      .addColumn('disconnected_at', 'timestamptz', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_attempt_at', 'timestamptz', (column) => column.notNull())
      .addColumn('gives_up_at', 'timestamptz', (column) => column.notNull())
      .addColumn('given_up_at', 'timestamptz')
      .execute();
    await database.schema.createIndex('revocations_by_attempt').on('revocations').column('next_attempt_at').execute();
    await database.schema.createIndex('revocations_by_account').on('revocations').column('google_sub').execute();
  },
};
