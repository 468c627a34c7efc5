import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the columns mean stands in `outgoing-tables.ts`. */
export const outgoingMigration: Migration = {
  name: '0008-outgoing',
  async up(database) {
    await database.schema
      .createTable('outgoing_mails')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('request_key', 'text', (column) => column.notNull())
      .addColumn('batch_id', 'text')
      .addColumn('batch_index', 'integer')
      .addColumn('place', 'bigserial', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('shown_to', 'text', (column) => column.notNull())
      .addColumn('recipients', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('sealed_content', 'text', (column) => column.notNull())
      .addColumn('reference', 'text')
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('due_at', 'timestamptz', (column) => column.notNull())
      .addColumn('wall', 'text')
      .addColumn('zone', 'text')
      .addColumn('choice', 'text')
      .addColumn('recipient_zone', 'text')
      .addColumn('any_hour', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('insists', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('ready_at', 'timestamptz', (column) => column.notNull())
      .addColumn('attempt_id', 'text')
      .addColumn('attempt_at', 'timestamptz')
      .addColumn('attempt_ends_at', 'timestamptz')
      .addColumn('message_id', 'text')
      .addColumn('look_at', 'timestamptz')
      .addColumn('looks', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('gmail_id', 'text')
      .addColumn('thread_id', 'text')
      .addColumn('gmail_message_id', 'text')
      .addColumn('ended_at', 'timestamptz')
      .addColumn('change_number', 'integer', (column) => column.notNull())
      .addUniqueConstraint('outgoing_mails_once', ['connection_id', 'request_key'])
      .execute();
    const index = (name: string) => database.schema.createIndex(`outgoing_mails_${name}`).on('outgoing_mails');
    await index('by_feed').columns(['tenant', 'org', 'crm_user', 'change_number']).execute();
    await index('by_due').columns(['tenant', 'org', 'crm_user', 'due_at', 'id']).execute();
    await index('waiting').columns(['connection_id', 'ready_at']).where(sql.ref('state'), '=', sql.lit('waiting')).execute();
    await index('by_attempt_time').columns(['connection_id', 'attempt_at']).execute();
    await index('by_gmail_id').columns(['connection_id', 'gmail_id']).execute();
    await index('by_attempt').column('attempt_id').unique().execute();
    await index('to_look_for').column('look_at').where(sql.ref('look_at'), 'is not', null).execute();
    await index('under_way').column('attempt_ends_at').where(sql.ref('state'), '=', sql.lit('sending')).execute();
    await index('of_open_fate').column('connection_id').where(sql.ref('attempt_at'), 'is not', null).where(sql.ref('gmail_id'), 'is', null).execute();
    await index('by_change').columns(['connection_id', 'change_number']).execute();
    await index('by_batch').columns(['batch_id', 'batch_index']).execute();

    await database.schema
      .createTable('sending_mailboxes')
      .addColumn('connection_id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('next_at', 'timestamptz', (column) => column.notNull())
      .addColumn('parked_at', 'timestamptz')
      .addColumn('holder', 'text')
      .addColumn('lease_ends_at', 'timestamptz')
      .addColumn('parked', 'text')
      .addColumn('held_by', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull().defaultTo('UTC'))
      .addColumn('hours', 'text')
      .addColumn('override', 'text')
      .execute();
    await database.schema.createIndex('sending_mailboxes_due').on('sending_mailboxes').column('next_at').execute();

    await database.schema
      .createTable('sent_elsewhere')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('gmail_id', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'timestamptz', (column) => column.notNull())
      .addColumn('recipients', 'text')
      .addPrimaryKeyConstraint('sent_elsewhere_key', ['connection_id', 'gmail_id'])
      .execute();
    await database.schema.createIndex('sent_elsewhere_by_time').on('sent_elsewhere').columns(['connection_id', 'sent_at']).execute();

    await database.schema
      .createTable('heard_facts')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('place', 'bigserial', (column) => column.notNull())
      .addColumn('heard_at', 'timestamptz', (column) => column.notNull())
      .addColumn('fact', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('heard_facts_key', ['connection_id', 'place'])
      .execute();
  },
};
