import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the columns mean stands in `reply-tables.ts`. */
export const replyMigration: Migration = {
  name: '0005-replies',
  async up(database) {
    await database.schema
      .createTable('mailboxes')
      .addColumn('connection_id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('cursor', 'text')
      .addColumn('checked_at', 'timestamptz')
      .addColumn('next_poll_at', 'timestamptz', (column) => column.notNull())
      .addColumn('poll_owner', 'text')
      .addColumn('poll_ends_at', 'timestamptz')
      .addColumn('polls_unfinished', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('in_hand', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('last_sent_at', 'timestamptz')
      .addColumn('catch_up_since', 'timestamptz')
      .addColumn('catch_up_page', 'text')
      .addColumn('catch_up_read', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('catch_up_found', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('watch_ends_at', 'timestamptz')
      .addColumn('watch_next_at', 'timestamptz')
      .addColumn('gap_from', 'timestamptz')
      .addColumn('gap_to', 'timestamptz')
      .addColumn('gap_replies', 'integer')
      .addColumn('skipped', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await database.schema.createIndex('mailboxes_by_poll').on('mailboxes').column('next_poll_at').execute();
    await database.schema.createIndex('mailboxes_by_email').on('mailboxes').column('email').execute();
    await database.schema.createIndex('mailboxes_by_owner').on('mailboxes').columns(['tenant', 'org', 'crm_user']).execute();

    await database.schema
      .createTable('tracked_mails')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('gmail_id', 'text')
      .addColumn('thread_id', 'text')
      .addColumn('message_id', 'text')
      .addColumn('gmail_message_id', 'text')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('recipients', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'timestamptz', (column) => column.notNull())
      .addColumn('reference', 'text')
      .addColumn('source', 'text', (column) => column.notNull())
      .execute();
    await database.schema.createIndex('tracked_mails_by_gmail_id').unique().on('tracked_mails').columns(['connection_id', 'gmail_id']).execute();
    for (const column of ['thread_id', 'message_id', 'gmail_message_id'] as const) {
      await database.schema.createIndex(`tracked_mails_by_${column}`).on('tracked_mails').columns(['connection_id', column]).execute();
    }

    await database.schema
      .createTable('tracked_people')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('tracked_id', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('tracked_people_key', ['connection_id', 'address'])
      .execute();

    await database.schema
      .createTable('replies')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('gmail_id', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text')
      .addColumn('tracked_id', 'text')
      .addColumn('received_at', 'timestamptz', (column) => column.notNull())
      .addColumn('found_at', 'timestamptz', (column) => column.notNull())
      .addColumn('from_name', 'text', (column) => column.notNull())
      .addColumn('from_address', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('confidence', 'double precision', (column) => column.notNull())
      .addColumn('evidence', 'text', (column) => column.notNull())
      .addColumn('bounce', 'text')
      .addColumn('return_date', 'text')
      .addColumn('meeting', 'text')
      .addColumn('found_in', 'text', (column) => column.notNull())
      .addColumn('sealed_text', 'text')
      .addColumn('corrected_verdict', 'text')
      .addColumn('corrected_at', 'timestamptz')
      .addColumn('seen_at', 'timestamptz')
      .addColumn('handled_at', 'timestamptz')
      .addColumn('change_number', 'integer', (column) => column.notNull())
      .addUniqueConstraint('replies_once', ['connection_id', 'gmail_id'])
      .execute();
    await database.schema
      .createIndex('replies_by_change')
      .on('replies')
      .columns(['tenant', 'org', 'crm_user', 'change_number'])
      .execute();
    await database.schema
      .createIndex('replies_by_time')
      .on('replies')
      .columns(['tenant', 'org', 'crm_user', 'received_at', 'id'])
      .execute();

    await database.schema.createIndex('replies_by_thread').on('replies').columns(['connection_id', 'thread_id']).execute();

    await database.schema
      .createTable('postponed_mails')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('gmail_id', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('deaths', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('next_try_at', 'timestamptz')
      .addPrimaryKeyConstraint('postponed_mails_key', ['connection_id', 'gmail_id'])
      .execute();

    await database.schema
      .createTable('feeds')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('last_change', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('feeds_key', ['tenant', 'org', 'crm_user'])
      .execute();

    await database.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('order_key', 'text', (column) => column.notNull())
      .addColumn('place', 'bigserial', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_attempt_at', 'timestamptz', (column) => column.notNull())
      .addColumn('lease_ends_at', 'timestamptz')
      .addColumn('last_status', 'integer')
      .addColumn('ended_at', 'timestamptz')
      .execute();
    // What waits is little beside what was told; both serve the claim alone.
    await database.schema
      .createIndex('deliveries_by_attempt')
      .on('deliveries')
      .columns(['tenant', 'target', 'next_attempt_at', 'place'])
      .where(sql.ref('state'), '=', 'waiting')
      .execute();
    await database.schema
      .createIndex('deliveries_by_order')
      .on('deliveries')
      .columns(['tenant', 'target', 'order_key', 'place'])
      .where(sql.ref('state'), '=', 'waiting')
      .execute();
    await database.schema.createIndex('deliveries_by_place').on('deliveries').columns(['tenant', 'place']).execute();
  },
};
