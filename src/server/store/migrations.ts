import { attachmentMigration } from './attachment-migration.ts';
import { auditMigration } from './audit.ts';
import { connectMigration } from './connect-tables.ts';
import { draftMigration } from './drafts.ts';
import { feedMigration } from './feed-migration.ts';
import { keyChecksMigration } from './key-checks.ts';
import { lineMigration } from './line-migration.ts';
import type { Migration } from './migration.ts';
import { orderMigration } from './order-at-google.ts';
import { outgoingMigration } from './outgoing-migration.ts';
import { ownAddressesMigration } from './own-addresses-migration.ts';
import { proofMigration } from './proof-migration.ts';
import { replyMigration } from './reply-migration.ts';
import { retentionMigration } from './retention-migration.ts';
import { sentRetentionMigration } from './sent-retention-migration.ts';
import { suppressionMigration } from './suppressions.ts';
import { turnMigration } from './turn-migration.ts';
import { zoneMigration } from './zone-migration.ts';

/** Every migration in the order of their numbers. New ones go to the end. */
export const migrations: readonly Migration[] = [
  auditMigration,
  connectMigration,
  keyChecksMigration,
  orderMigration,
  replyMigration,
  proofMigration,
  ownAddressesMigration,
  outgoingMigration,
  feedMigration,
  retentionMigration,
  attachmentMigration,
  suppressionMigration,
  sentRetentionMigration,
  draftMigration,
  turnMigration,
  zoneMigration,
  lineMigration,
];
